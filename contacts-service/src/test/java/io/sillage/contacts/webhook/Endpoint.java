package io.sillage.contacts.webhook;

import static java.util.stream.Collectors.toMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/// Somebody's server that webhooks lead to.
final class Endpoint implements AutoCloseable {

    /// @param data the decoded parts of the body
    record Call(String method, String path, Map<String, String> headers, String body, Map<String, String> data) {}

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<Call> answers = _ -> 200;

    Endpoint() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
    }

    /// What is answered to deliveries from now on.
    void answers(ToIntFunction<Call> status) {
        answers = status;
    }

    /// The deliveries so far, in the order in which they came.
    List<Call> deliveries() {
        return calls.stream().filter(call -> call.method().equals("POST")).toList();
    }

    List<Call> validations() {
        return calls.stream().filter(call -> call.method().equals("GET")).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders().entrySet().stream()
                    .collect(toMap(Map.Entry::getKey, each -> each.getValue().getFirst()));
            var call = new Call(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body, decoded(body));
            calls.add(call);
            exchange.sendResponseHeaders(answers.applyAsInt(call), -1);
        }
    }

    private static Map<String, String> decoded(String body) {
        var data = new LinkedHashMap<String, String>();
        Stream.of(body.split("&"))
                .filter(part -> part.contains("="))
                .forEach(part -> data.put(
                        URLDecoder.decode(part.substring(0, part.indexOf('=')), StandardCharsets.UTF_8),
                        URLDecoder.decode(part.substring(part.indexOf('=') + 1), StandardCharsets.UTF_8)));
        return data;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
