package io.sillage.local.inbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;

/// An SMTP server on the loopback address that takes every email for every receiver. It answers 250 only after the
/// inbox has the email.
final class SmtpSink implements AutoCloseable {

    /// Senders keep their connections; the server must not be the one that hangs up.
    private static final Duration IDLE = Duration.ofHours(1);

    private final SmtpServer server;

    private SmtpSink(SmtpServer server) {
        this.server = server;
    }

    static SmtpSink start(int port, Inbox inbox, InstantSource clock) throws IOException {
        var server =
                new SmtpServer(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), handingTo(inbox, clock));
        server.setClientSocketTimeout(Math.toIntExact(IDLE.toMillis()));
        server.setDaemon(true);
        server.startService();
        var sink = new SmtpSink(server);
        sink.awaitStarted(port);
        return sink;
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.stopService(5_000);
    }

    private void awaitStarted(int port) throws IOException {
        try {
            if (!server.waitTillRunning(5_000)) {
                throw new IOException("The SMTP sink could not listen on port " + port);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Managers handingTo(Inbox inbox, InstantSource clock) {
        var managers = new Managers();
        var toInbox = new SmtpManager(managers.getImapHostManager(), managers.getUserManager()) {
            // Not synchronized like the one it replaces, whose mailboxes in memory we do not want either.
            @Override
            public void send(SmtpState state) {
                keep(state, inbox, clock);
            }
        };
        return new Managers() {
            @Override
            public SmtpManager getSmtpManager() {
                return toInbox;
            }
        };
    }

    private static void keep(SmtpState state, Inbox inbox, InstantSource clock) {
        var mail = state.getMessage();
        try {
            for (var receiver : mail.getToAddresses()) {
                inbox.add(Email.received(mail.getMessage(), receiver.getEmail(), clock.instant()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalArgumentException("The email cannot be read", e);
        }
    }
}
