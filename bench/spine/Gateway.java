import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// One keep-alive connection to the gateway. Speaks just enough HTTP/1.1 to cost next to nothing beside what it measures.
final class Gateway implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    private final Socket socket;
    private final InputStream in;
    private final String headers;

    Gateway() throws IOException {
        this(Files.readString(Path.of(System.getenv("SILLAGE_HOME"), "api-key")).strip());
    }

    Gateway(String key) throws IOException {
        var port = Integer.parseInt(System.getenv().getOrDefault("SILLAGE_HTTP_PORT", "8080"));
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        headers = " HTTP/1.1\r\nHost: localhost:%d\r\nAuthorization: Bearer %s\r\n".formatted(port, key);
    }

    JsonNode get(String path) throws IOException {
        return send("GET", path, "");
    }

    JsonNode post(String path, String json) throws IOException {
        return send("POST", path, json);
    }

    /// The status alone, whatever it is.
    int status(String method, String path, String json) throws IOException {
        var status = exchange(method, path, json.getBytes(StandardCharsets.UTF_8));
        body();
        return status;
    }

    JsonNode send(String method, String path, String json) throws IOException {
        var status = exchange(method, path, json.getBytes(StandardCharsets.UTF_8));
        var body = body();
        if (status != 200 && status != 204) {
            throw new IOException("%s %s answered %d: %s".formatted(method, path, status, new String(body)));
        }
        return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
    }

    private int contentLength;
    private boolean chunked;

    private int exchange(String method, String path, byte[] json) throws IOException {
        var head = method + " " + path + headers + "Content-Type: application/json\r\nContent-Length: " + json.length
                + "\r\n\r\n";
        var request = new ByteArrayOutputStream(head.length() + json.length);
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(json);
        socket.getOutputStream().write(request.toByteArray());
        var status = Integer.parseInt(line().split(" ")[1]);
        contentLength = 0;
        chunked = false;
        for (var line = line(); !line.isEmpty(); line = line()) {
            var lower = line.toLowerCase();
            if (lower.startsWith("content-length:")) {
                contentLength = Integer.parseInt(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            }
        }
        return status;
    }

    private byte[] body() throws IOException {
        if (!chunked) {
            return in.readNBytes(contentLength);
        }
        var body = new ByteArrayOutputStream();
        for (var size = Integer.parseInt(line().strip(), 16); size > 0; size = Integer.parseInt(line().strip(), 16)) {
            body.writeBytes(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the gateway closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
