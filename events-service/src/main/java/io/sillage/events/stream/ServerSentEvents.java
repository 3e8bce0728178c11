package io.sillage.events.stream;

/// The text of Server-Sent Events (HTML standard, 9.2). Written here and not by the framework, which begins to answer
/// before it is known whether there is anything to stream.
final class ServerSentEvents {

    static final String TYPE = "text/event-stream";

    private ServerSentEvents() {}

    /// Says nothing but that the stream is there.
    static String comment(String text) {
        return ": " + text + "\n\n";
    }

    /// @param data without line breaks
    static String event(String id, String name, String data) {
        return "id: %s\nevent: %s\ndata: %s\n\n".formatted(id, name, data);
    }
}
