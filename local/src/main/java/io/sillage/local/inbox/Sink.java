package io.sillage.local.inbox;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;

/// The local end of every channel: takes email by SMTP, shows over HTTP what it took.
public final class Sink implements AutoCloseable {

    /// Where the sink keeps its messages, how many of the newest, and the ports it listens on (0 for any).
    public record Settings(Path directory, int capacity, int smtpPort, int httpPort) {}

    private final SmtpSink smtp;
    private final InboxEndpoint endpoint;

    private Sink(SmtpSink smtp, InboxEndpoint endpoint) {
        this.smtp = smtp;
        this.endpoint = endpoint;
    }

    public static Sink start(Settings settings, InstantSource clock) throws IOException {
        var inbox = Inbox.open(settings.directory(), settings.capacity());
        var endpoint = InboxEndpoint.start(settings.httpPort(), inbox);
        return new Sink(SmtpSink.start(settings.smtpPort(), inbox, clock), endpoint);
    }

    public int smtpPort() {
        return smtp.port();
    }

    /// The base of the addresses under which the inbox is read.
    public URI url() {
        return endpoint.url();
    }

    @Override
    public void close() {
        smtp.close();
        endpoint.close();
    }
}
