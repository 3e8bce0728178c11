package io.sillage.automation.email;

/// What came of handing an email over to the mail server.
sealed interface Handover {

    /// The mail server has it.
    record Accepted() implements Handover {}

    /// The mail server will never take it.
    record Refused(String reason) implements Handover {}

    /// The mail server asks to try again later.
    record Deferred(String reason) implements Handover {}

    /// There is no mail server to talk to; it certainly did not get the email.
    record Unreachable(String reason) implements Handover {}

    /// The conversation broke off: whether the mail server has it is unknown.
    record Uncertain(String reason) implements Handover {}
}
