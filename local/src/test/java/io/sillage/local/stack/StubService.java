package io.sillage.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.stream.Collectors;

/// Stands in for a built service: ready at once, and tells its environment at `/environment`.
public final class StubService {

    private StubService() {}

    public static void main(String[] arguments) throws IOException {
        var environment = System.getenv();
        if ("true".equals(environment.get("STUB_FAILS"))) {
            System.err.println("The stub was told to fail");
            System.exit(1);
        }
        var port = Integer.parseInt(environment.get("QUARKUS_HTTP_PORT"));
        var server = HttpServer.create(new InetSocketAddress(environment.get("QUARKUS_HTTP_HOST"), port), 0);
        answer(server, "/q/health/ready", "UP");
        answer(server, "/environment", lines(environment));
        server.start();
    }

    private static String lines(Map<String, String> environment) {
        return environment.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static void answer(HttpServer server, String path, String body) {
        server.createContext(path, exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(body.getBytes(UTF_8));
            }
        });
    }
}
