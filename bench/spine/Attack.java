import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/// Clients that want to keep others out, all against the gateway of this machine, until it is closed.
///
/// @param key of the account that attacks; what needs none sends none
/// @param list of that account
/// @param site public id of a connected site of that account, for pages of `example.org`
final class Attack implements AutoCloseable {

    private static final int LARGE = 100_000_000;
    private static final byte[] ZEROS = new byte[64 * 1024];

    private final int port = Integer.parseInt(System.getenv().getOrDefault("SILLAGE_HTTP_PORT", "8080"));
    private final String key;
    private final String list;
    private final String site;
    private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean over;

    Attack(String key, String list, String site) {
        this.key = key;
        this.list = list;
        this.site = site;
    }

    /// How often each kind of client got which status; `gone` is a connection that was closed without one.
    Map<String, LongAdder> answers() {
        return answers;
    }

    /// Connections that are begun and never used: half of them stop in the head, half in the body of a request.
    void slowConnections(int number) {
        for (var i = 0; i < number; i++) {
            var start = i % 2 == 0
                    ? "POST /3.0/lists HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
                    : head("/3.0/lists", key, "application/json", 1_000);
            each("slow connection", socket -> trickle(socket, start));
        }
    }

    void largeBodies(int number) {
        for (var i = 0; i < number; i++) {
            var head = i % 2 == 0 ? head("/3.0/lists/" + list, key, "application/json", LARGE)
                    : head("/p/x", "", "application/x-www-form-urlencoded", LARGE);
            each("large body", socket -> {
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                for (var sent = 0; sent < LARGE && !over; sent += ZEROS.length) {
                    socket.getOutputStream().write(ZEROS);
                }
            });
        }
    }

    /// Small texts that become large in memory, and forms of millions of fields.
    void bombs(int number) {
        var batch = "/3.0/lists/" + list + "/events/batch";
        var bombs = new byte[][] {
            bomb(batch, key, "application/json", "[".repeat(900_000)),
            bomb(batch, key, "application/json", "{\"events\":[" + "{},".repeat(3_000_000) + "{}]}"),
            bomb("/3.0/lists", key, "application/json", "[" + "[],".repeat(300_000) + "[]]"),
            bomb("/i/" + site + "/collect", "", "application/json", "[" + "{},".repeat(20_000) + "{}]"),
            bomb("/i/" + site + "/collect", "", "application/json", "[" + "{},".repeat(3_300_000) + "{}]"),
            bomb("/i/" + site + "/webhooks", "", "application/json", "[" + "{},".repeat(600_000) + "{}]"),
            bomb("/p/x", "", "application/x-www-form-urlencoded", "a=&".repeat(20_000)),
            bomb("/p/x", "", "application/x-www-form-urlencoded", "a=&".repeat(5_000_000)),
        };
        for (var i = 0; i < number; i++) {
            var request = bombs[i % bombs.length];
            each("bomb", socket -> socket.getOutputStream().write(request));
        }
    }

    /// Requests without end behind one that takes long, of which nobody reads the answers.
    void pipelines(int number) {
        var one = "GET /s/x HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(200).getBytes(StandardCharsets.US_ASCII);
        for (var i = 0; i < number; i++) {
            each("pipeline", socket -> {
                while (!over) {
                    socket.getOutputStream().write(one);
                }
            });
        }
    }

    /// Clients that ask for the list again and again and never read it, and for streams by HEAD.
    void slowReaders(int number) {
        var read = "GET /3.0/lists?count=1000 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n".formatted(key);
        var head = "HEAD /3.0/events/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n".formatted(key);
        for (var i = 0; i < number; i++) {
            var request = (i % 4 == 0 ? head : read.repeat(20)).getBytes(StandardCharsets.US_ASCII);
            each("slow reader", socket -> {
                socket.setReceiveBufferSize(1_024);
                socket.getOutputStream().write(request);
                Thread.sleep(Duration.ofSeconds(15));
            });
        }
    }

    void slowUploads(int number) {
        var start = head("/3.0/lists/" + list + "/imports", key, "text/csv", LARGE) + "email\n";
        for (var i = 0; i < number; i++) {
            each("slow upload", socket -> trickle(socket, start));
        }
    }

    private interface Client {
        void attack(Socket socket) throws IOException, InterruptedException;
    }

    /// One client that begins again whenever it was answered or thrown out.
    private void each(String kind, Client client) {
        threads.submit(() -> {
            while (!over) {
                try (var socket = new Socket("127.0.0.1", port)) {
                    socket.setSoTimeout(30_000);
                    try {
                        client.attack(socket);
                    } catch (IOException e) {
                        // thrown out while it was sending: perhaps it was told why
                    }
                    count(kind + " " + status(socket.getInputStream()));
                } catch (IOException e) {
                    count(kind + " gone");
                }
                Thread.sleep(Duration.ofMillis(500));
            }
            return null;
        });
    }

    private void trickle(Socket socket, String start) throws IOException, InterruptedException {
        socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
        while (!over && socket.getInputStream().available() == 0) {
            socket.getOutputStream().write('x');
            Thread.sleep(Duration.ofSeconds(1));
        }
    }

    private static String status(InputStream in) throws IOException {
        var line = new String(in.readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
        return line.length() < 12 ? "gone" : line.substring(9);
    }

    private void count(String what) {
        if (!over) {
            answers.computeIfAbsent(what, _ -> new LongAdder()).increment();
        }
    }

    private static byte[] bomb(String path, String key, String type, String body) {
        return (head(path, key, type, body.length()) + body).getBytes(StandardCharsets.US_ASCII);
    }

    private static String head(String path, String key, String type, long length) {
        return "POST %s HTTP/1.1\r\nHost: localhost\r\nOrigin: https://example.org\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n"
                .formatted(path, type, length, key.isEmpty() ? "" : "Authorization: Bearer " + key + "\r\n");
    }

    @Override
    public void close() {
        over = true;
        threads.shutdownNow();
    }
}
