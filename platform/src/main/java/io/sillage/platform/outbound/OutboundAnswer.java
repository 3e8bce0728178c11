package io.sillage.platform.outbound;

/// What came of a request to a URL of a user. The reasons name neither host nor address, so they may be shown to
/// whoever gave the URL without telling what our network looks like from within.
public sealed interface OutboundAnswer {

    /// The other side answered, with whatever status. A redirect is an answer like any other.
    ///
    /// @param body at most [OutboundClient#LONGEST_BODY] bytes of it
    record Answered(int status, String body) implements OutboundAnswer {

        public boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /// There was no connection: the other side certainly got nothing.
    record Unreachable(String reason) implements OutboundAnswer {}

    /// There was no answer in time: whether the other side got the request is unknown.
    record Unanswered(String reason) implements OutboundAnswer {}
}
