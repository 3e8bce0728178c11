package io.sillage.automation.email;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A mail server that does not take everything: it refuses `refused…` for good, puts off `deferred…`, hangs up in the
/// middle of emails to `broken…`, and takes the others. There is nobody to ask about what it took.
public final class GrumpyMailServer implements QuarkusTestResourceLifecycleManager {

    private ServerSocket server;

    @Override
    public int order() {
        return 1; // after the resource that knows a friendlier one
    }

    @Override
    public Map<String, String> start() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
        return Map.of(
                "quarkus.mailer.port",
                Integer.toString(server.getLocalPort()),
                "sillage.email.lookup-url",
                "",
                "sillage.email.lost-after",
                "1s");
    }

    @Override
    public void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try {
            while (true) {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> talk(socket));
            }
        } catch (IOException _) {
            // closed: the test is over
        }
    }

    private static void talk(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            say(socket, "220 grumpy");
            var receiver = "";
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var command = line.toUpperCase();
                if (command.startsWith("RCPT TO:")) {
                    receiver = line.substring(line.indexOf('<') + 1);
                    say(socket, answerTo(receiver));
                } else if (command.equals("DATA")) {
                    say(socket, "354 go on");
                    skipBody(in);
                    if (receiver.startsWith("broken")) {
                        return;
                    }
                    say(socket, "250 taken");
                } else if (command.equals("QUIT")) {
                    say(socket, "221 bye");
                    return;
                } else {
                    say(socket, "250 well");
                }
            }
        } catch (IOException _) {
            // the other side hung up
        }
    }

    private static String answerTo(String receiver) {
        if (receiver.startsWith("refused")) {
            return "550 5.1.1 no such mailbox";
        }
        return receiver.startsWith("deferred") ? "451 4.7.1 not now" : "250 well";
    }

    private static void skipBody(BufferedReader in) throws IOException {
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            // nobody reads it
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}
