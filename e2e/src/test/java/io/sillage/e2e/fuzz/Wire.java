package io.sillage.e2e.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Sends what no HTTP client would let through, on a connection for each request.
public final class Wire {

    private static final int PATIENCE_MILLIS = 30_000;
    private static final int MOST_READ = 64 * 1024;

    private Wire() {}

    /// @param target goes into the request line as it is
    public record Request(String method, String target, Map<String, String> headers, byte[] body) {

        @Override
        public String toString() {
            var shown = new String(body, StandardCharsets.ISO_8859_1);
            return "%s %s %s %s"
                    .formatted(method, target, headers, shown.length() > 500 ? shown.substring(0, 500) + "…" : shown);
        }
    }

    /// The beginning of what came back; empty if the connection was closed without an answer.
    public record Answer(String text) {

        /// 0 if there was none.
        public int status() {
            return text.length() < 12 ? 0 : Integer.parseInt(text.substring(9, 12));
        }
    }

    /// Fails if nothing comes for half a minute.
    public static Answer send(URI gateway, Request request) throws IOException {
        try (var socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            write(socket, bytes(request));
            var in = new BufferedInputStream(socket.getInputStream());
            var answer = new ByteArrayOutputStream();
            for (var next = in.read(); next >= 0 && answer.size() < MOST_READ; next = in.read()) {
                answer.write(next);
                if (isOfStream(answer)) {
                    break;
                }
            }
            return new Answer(answer.toString(StandardCharsets.ISO_8859_1));
        }
    }

    /// A live stream has no end.
    private static boolean isOfStream(ByteArrayOutputStream answer) {
        return answer.size() < 2_000
                && answer.toString(StandardCharsets.ISO_8859_1).contains("text/event-stream");
    }

    /// An answer may come before all was sent.
    private static void write(Socket socket, byte[] request) {
        try {
            socket.getOutputStream().write(request);
        } catch (IOException e) {
            // read why
        }
    }

    private static byte[] bytes(Request request) {
        var head = new StringBuilder(request.method())
                .append(' ')
                .append(request.target())
                .append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        request.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (request.body().length > 0) {
            head.append("Content-Length: ").append(request.body().length).append("\r\n");
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(request.body());
        return bytes.toByteArray();
    }
}
