package io.sillage.local.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// The inbox over HTTP, on the loopback address: `GET /inbox?to=&channel=&count=&offset=`, `DELETE /inbox`, and
/// `GET /messages/{message-id}` for a sender that was interrupted and wants to know whether its email got through.
final class InboxEndpoint implements AutoCloseable {

    private static final int DEFAULT_COUNT = 10;
    private static final int GREATEST_COUNT = 1_000;

    private final Inbox inbox;
    private final HttpServer server;

    private InboxEndpoint(Inbox inbox, HttpServer server) {
        this.inbox = inbox;
        this.server = server;
    }

    static InboxEndpoint start(int port, Inbox inbox) throws IOException {
        System.setProperty(
                "sun.net.httpserver.nodelay", "true"); // else small answers wait 40 ms for an acknowledgement
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        var endpoint = new InboxEndpoint(inbox, server);
        server.createContext("/inbox", exchange -> endpoint.answer(exchange, endpoint::inbox));
        server.createContext("/messages/", exchange -> endpoint.answer(exchange, endpoint::message));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return endpoint;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private Answer inbox(HttpExchange exchange) throws IOException {
        return switch (exchange.getRequestMethod()) {
            case "GET" -> list(exchange.getRequestURI());
            case "DELETE" -> {
                inbox.clear();
                yield Answer.NOTHING;
            }
            default -> Answer.problem(405, "Use GET or DELETE");
        };
    }

    private Answer list(URI uri) {
        var query = query(uri);
        var filter = new Inbox.Filter(query.get("to"), query.get("channel"));
        var count = Math.min(number(query, "count", DEFAULT_COUNT), GREATEST_COUNT);
        var page = inbox.page(filter, count, number(query, "offset", 0));
        var body = new LinkedHashMap<String, Object>();
        body.put("messages", page.messages());
        body.put("total_items", page.totalItems());
        return new Answer(200, body);
    }

    private Answer message(HttpExchange exchange) {
        var path = exchange.getRequestURI().getRawPath().substring("/messages/".length());
        var messageId = Email.withoutBrackets(decoded(path.replace("+", "%2B")));
        return inbox.receivedAt(messageId)
                .map(instant -> new Answer(200, Map.of("received_at", instant)))
                .orElseGet(() -> Answer.problem(404, "No message with the Message-ID " + messageId + " was received"));
    }

    /// An absent or empty parameter asks for nothing in particular.
    private static Map<String, String> query(URI uri) {
        if (uri.getRawQuery() == null) {
            return Map.of();
        }
        return Arrays.stream(uri.getRawQuery().split("&"))
                .map(parameter -> parameter.split("=", 2))
                .filter(parameter -> parameter.length == 2 && !parameter[1].isEmpty())
                .collect(Collectors.toMap(each -> decoded(each[0]), each -> decoded(each[1]), (_, last) -> last));
    }

    private static int number(Map<String, String> query, String name, int byDefault) {
        var text = query.get(name);
        if (text == null) {
            return byDefault;
        }
        try {
            var number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // refused below, like a negative number
        }
        throw new IllegalArgumentException(name + " must be a whole number, zero or more, not " + text);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, UTF_8);
    }

    private interface Handler {
        Answer handle(HttpExchange exchange) throws IOException;
    }

    private void answer(HttpExchange exchange, Handler handler) throws IOException {
        try (exchange) {
            var answer = answerOf(exchange, handler);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            var body = answer.body() == null ? new byte[0] : InboxJson.MAPPER.writeValueAsBytes(answer.body());
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Answer answerOf(HttpExchange exchange, Handler handler) throws IOException {
        try {
            return handler.handle(exchange);
        } catch (IllegalArgumentException e) {
            return Answer.problem(400, String.valueOf(e.getMessage()));
        }
    }
}
