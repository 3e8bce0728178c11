package io.sillage.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.sillage.platform.outbound.OutboundAnswer.Answered;
import io.sillage.platform.outbound.OutboundAnswer.Unanswered;
import io.sillage.platform.outbound.OutboundAnswer.Unreachable;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundClientTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final List<String> hosts = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        vertx.closeAndAwait();
    }

    @Test
    void requestArrivesAsItWasMeant() {
        var seen = new CopyOnWriteArrayList<String>();
        serve("/hook", exchange -> {
            seen.add(exchange.getRequestMethod());
            seen.add(exchange.getRequestURI().toString());
            seen.add(exchange.getRequestHeaders().getFirst("X-Purpose"));
            seen.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, 202, "thank you");
        });
        var url = OutboundUrl.parse("http://hook.test:%d/hook?a=b%%20c".formatted(port()));

        var answer = send(
                leadingTo("127.0.0.1"),
                OutboundRequest.post(url, Map.of("X-Purpose", "test"), "gr\u00fc\u00df", PATIENCE));

        assertThat(answer).isEqualTo(new Answered(202, "thank you"));
        assertThat(seen).containsExactly("POST", "/hook?a=b%20c", "test", "gr\u00fc\u00df");
        assertThat(hosts).containsExactly("hook.test:" + port());
    }

    @Test
    void nameIsLookedUpOnceAndTheCheckedAddressIsTheOneThatIsCalled() {
        serve("/", exchange -> answer(exchange, 200, ""));
        var lookups = new AtomicInteger();
        // the second answer would lead where nobody listens
        HostNames rebinding = _ -> addresses(lookups.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.99");

        assertThat(get(client(rebinding, "127.0.0.1"), "http://rebind.test:%d/".formatted(port())))
                .isInstanceOf(Answered.class);
        assertThat(lookups).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "169.254.169.254", "::ffff:127.0.0.1", "64:ff9b::7f00:1"})
    void hostThatLeadsInsideIsNotCalled(String address) {
        serve("/", exchange -> answer(exchange, 200, "secret"));

        var answer = get(client(_ -> addresses(address)), "http://inside.test:%d/".formatted(port()));

        assertThat(answer).isInstanceOf(Unreachable.class);
        assertThat(hosts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost.",
                "127.0.0.1",
                "127.1",
                "0177.0.0.1",
                "2130706433",
                "0x7f000001",
                "0",
                "[::1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]"
            })
    void ourOwnMachineIsNotCalledByAnyName(String host) {
        serve("/", exchange -> answer(exchange, 200, "secret"));
        var client = client(InetAddress::getAllByName);

        assertThat(getIfUrl(client, "http://%s:%d/".formatted(host, port()))).isNotInstanceOf(Answered.class);
        assertThat(hosts).isEmpty();
    }

    @Test
    void oneAddressInsideSpoilsTheOthers() {
        serve("/", exchange -> answer(exchange, 200, ""));

        var answer = get(
                client(_ -> addresses("127.0.0.1", "10.0.0.1"), "127.0.0.1"),
                "http://mixed.test:%d/".formatted(port()));

        assertThat(answer).isInstanceOf(Unreachable.class);
        assertThat(hosts).isEmpty();
    }

    @Test
    void allowedHostIsCalledWhereverItLeads() {
        serve("/", exchange -> answer(exchange, 200, "hello"));

        assertThat(get(
                        client(_ -> addresses("127.0.0.1"), "crm.internal"),
                        "http://crm.internal:%d/".formatted(port())))
                .isEqualTo(new Answered(200, "hello"));
    }

    @Test
    void redirectIsNotFollowed() {
        serve("/", exchange -> {
            exchange.getResponseHeaders().set("Location", "/secret");
            answer(exchange, 302, "");
        });
        serve("/secret", exchange -> answer(exchange, 200, "secret"));

        assertThat(get(leadingTo("127.0.0.1"), "http://hook.test:%d/".formatted(port())))
                .isEqualTo(new Answered(302, ""));
        assertThat(hosts).hasSize(1);
    }

    @Test
    void longAnswerIsCutOff() throws IOException {
        var sent = new AtomicInteger();
        serve("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                for (var i = 0; i < 100_000; i++) {
                    body.write(new byte[10_000]);
                    sent.addAndGet(10_000);
                }
            }
        });

        var answer = (Answered) get(leadingTo("127.0.0.1"), "http://hook.test:%d/".formatted(port()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).hasSize(OutboundClient.LONGEST_BODY);
        assertThat(sent.get()).isLessThan(500_000_000);
    }

    @Test
    void compressedAnswerIsNotUnpacked() {
        serve("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, "not really");
        });

        assertThat(get(leadingTo("127.0.0.1"), "http://hook.test:%d/".formatted(port())))
                .isEqualTo(new Answered(200, "not really"));
    }

    @Test
    void whoDoesNotAnswerInTimeIsLeftAlone() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            var closed = accepting(silent, _ -> {});
            var url = OutboundUrl.parse("http://hook.test:%d/".formatted(silent.getLocalPort()));

            var answer = send(leadingTo("127.0.0.1"), OutboundRequest.get(url, Map.of(), Duration.ofMillis(300)));

            assertThat(answer).isInstanceOf(Unanswered.class);
            await().untilAsserted(() -> assertThat(closed).isNotEmpty());
        }
    }

    @Test
    void whoDripsItsAnswerIsLeftAlone() throws IOException {
        try (var dripping = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            var closed = accepting(dripping, socket -> {
                var out = socket.getOutputStream();
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                for (var i = 0; i < 1_000; i++) {
                    out.write('.');
                    out.flush();
                    Thread.sleep(20);
                }
            });
            var url = OutboundUrl.parse("http://hook.test:%d/".formatted(dripping.getLocalPort()));

            var answer = send(leadingTo("127.0.0.1"), OutboundRequest.get(url, Map.of(), Duration.ofMillis(400)));

            assertThat(answer).isInstanceOf(Unanswered.class);
            await().untilAsserted(() -> assertThat(closed).isNotEmpty());
        }
    }

    @Test
    void whoHangsUpGaveNoAnswer() throws IOException {
        try (var rude = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            accepting(rude, socket -> socket.close());

            assertThat(get(leadingTo("127.0.0.1"), "http://hook.test:%d/".formatted(rude.getLocalPort())))
                    .isInstanceOf(Unanswered.class);
        }
    }

    @Test
    void whoSaysNonsenseGaveNoAnswer() throws IOException {
        try (var odd = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            accepting(odd, socket -> socket.getOutputStream().write("220 smtp.example.org ESMTP\r\n".getBytes()));

            assertThat(get(leadingTo("127.0.0.1"), "http://hook.test:%d/".formatted(odd.getLocalPort())))
                    .isInstanceOf(Unanswered.class);
        }
    }

    @Test
    void nobodyThereIsUnreachable() throws IOException {
        int unused;
        try (var taken = new ServerSocket(0)) {
            unused = taken.getLocalPort();
        }

        assertThat(get(leadingTo("127.0.0.1"), "http://hook.test:%d/".formatted(unused)))
                .isInstanceOf(Unreachable.class);
    }

    @Test
    void nextAddressIsTriedIfNobodyIsAtTheFirst() {
        serve("/", exchange -> answer(exchange, 200, ""));

        // the server listens on one address only
        assertThat(get(leadingTo("127.0.0.9", "127.0.0.1"), "http://hook.test:%d/".formatted(port())))
                .isInstanceOf(Answered.class);
    }

    @Test
    void unknownNameIsUnreachable() {
        HostNames nothing = host -> {
            throw new UnknownHostException(host);
        };

        assertThat(get(client(nothing), "http://nowhere.test/")).isInstanceOf(Unreachable.class);
    }

    @Test
    void answerComesOnTheCallersContext() {
        serve("/", exchange -> answer(exchange, 200, ""));
        var client = leadingTo("127.0.0.1");
        var contexts = new CopyOnWriteArrayList<Object>();
        var context = vertx.getOrCreateContext();

        context.runOnContext(() -> client.send(OutboundRequest.get(
                        OutboundUrl.parse("http://hook.test:%d/".formatted(port())), Map.of(), PATIENCE))
                .subscribe()
                .with(_ -> contexts.add(Vertx.currentContext().getDelegate())));

        await().untilAsserted(() -> assertThat(contexts).containsExactly(context.getDelegate()));
    }

    private OutboundClient leadingTo(String... addresses) {
        return client(_ -> addresses(addresses), "127.0.0.0/8");
    }

    private OutboundClient client(HostNames names, String... allowed) {
        return new OutboundClient(vertx, new HttpClientOptions(), names, new AddressRules(List.of(allowed), List.of()));
    }

    private static InetAddress[] addresses(String... texts) throws UnknownHostException {
        var addresses = new InetAddress[texts.length];
        for (var i = 0; i < texts.length; i++) {
            addresses[i] = InetAddress.getByName(texts[i]);
        }
        return addresses;
    }

    private static OutboundAnswer get(OutboundClient client, String url) {
        return send(client, OutboundRequest.get(OutboundUrl.parse(url), Map.of(), PATIENCE));
    }

    private static OutboundAnswer getIfUrl(OutboundClient client, String url) {
        try {
            return get(client, url);
        } catch (IllegalArgumentException e) {
            return new Unreachable("not even a URL");
        }
    }

    private static OutboundAnswer send(OutboundClient client, OutboundRequest request) {
        return client.send(request).await().atMost(PATIENCE.plusSeconds(5));
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void serve(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            hosts.add(exchange.getRequestHeaders().getFirst("Host"));
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private interface Conversation {
        void with(Socket socket) throws IOException, InterruptedException;
    }

    /// Talks to whoever connects, and notes who hung up.
    private static List<String> accepting(ServerSocket server, Conversation conversation) {
        var closed = new CopyOnWriteArrayList<String>();
        Thread.ofVirtual().start(() -> {
            try (var socket = server.accept()) {
                Thread.ofVirtual().start(() -> awaitEnd(socket, closed));
                conversation.with(socket);
                await().until(() -> !closed.isEmpty() || socket.isClosed());
            } catch (IOException | InterruptedException e) {
                closed.add(e.toString());
            }
        });
        return closed;
    }

    private static void awaitEnd(Socket socket, List<String> closed) {
        try {
            while (socket.getInputStream().read() >= 0) {}
            closed.add("end");
        } catch (IOException e) {
            closed.add(e.toString());
        }
    }
}
