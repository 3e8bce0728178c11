package io.sillage.platform.http;

import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A connection over which bytes are sent as a test wants them, well-behaved or not.
final class RawRequest implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    private RawRequest(Socket socket) {
        this.socket = socket;
    }

    static RawRequest open() {
        try {
            var socket = new Socket("127.0.0.1", RestAssured.port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new RawRequest(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The head of a `POST`, with these headers between line breaks.
    RawRequest post(String path, String headers) {
        return send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n\r\n");
    }

    RawRequest send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    RawRequest send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawRequest sendChunk(String text) {
        return send(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    /// Chunks without end, until the other side has had enough.
    void sendChunksUntilItIsEnough(String chunk) {
        try {
            while (true) {
                sendChunk(chunk);
            }
        } catch (UncheckedIOException e) {
            // the connection was closed, as hoped for
        }
    }

    /// The head of the answer, and what of its body came along.
    String answer() {
        try {
            var read = new ByteArrayOutputStream();
            while (!isWhole(read.toString(StandardCharsets.UTF_8))) {
                var next = socket.getInputStream().read();
                if (next < 0) {
                    break;
                }
                read.write(next);
            }
            return read.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The beginning of an answer that is longer than anybody wants.
    void readSome() {
        try {
            socket.getInputStream().readNBytes(10_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isWhole(String all) {
        var answer = all.substring(Math.max(0, all.lastIndexOf("HTTP/1.1 ")));
        var end = answer.indexOf("\r\n\r\n");
        var length = answer.toLowerCase(Locale.ROOT).indexOf("content-length: ");
        if (end < 0 || length < 0) {
            return false;
        }
        var size = answer.substring(length + 16, answer.indexOf("\r\n", length)).strip();
        return answer.substring(end + 4).getBytes(StandardCharsets.UTF_8).length >= Integer.parseInt(size);
    }

    /// Whether the other side has closed the connection; waits for it.
    boolean isClosed() {
        try (InputStream in = socket.getInputStream()) {
            return in.readAllBytes().length >= 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
