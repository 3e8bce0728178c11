package io.sillage.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Stand-ins for the services: real HTTP servers that tell what arrived. The last segment of a path (of an upload: of
/// its list) makes them behave in a special way.
final class EchoServices implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Set<String> interrupted = ConcurrentHashMap.newKeySet();
    private final Map<String, String> lastBodies = new ConcurrentHashMap<>();

    /// The URL of a new server that calls itself so.
    String start(String name) {
        return "http://localhost:" + startAt(0, name);
    }

    int startAt(int port, String name) {
        return vertx.createHttpServer()
                .requestHandler(request -> answer(name, request))
                .listen(port)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(String name, HttpServerRequest request) {
        if (name.equals("automation") && request.path().contains("/members/late/")) {
            vertx.setTimer(20, _ -> request.response().setStatusCode(500).end());
            return;
        }
        switch (behavior(request.path())) {
            case "nothing" ->
                request.response()
                        .setStatusCode(204)
                        .putHeader("Content-Type", "application/json")
                        .end();
            case "no-room-at-first" -> refuseFirstTime(name, request);
            case "missing" -> request.response().setStatusCode(404).end();
            case "silence" -> {} // never an answer
            case "mirror" -> request.pipeTo(request.response().setChunked(true));
            case "slowly" -> readSlowly(request);
            case "later" ->
                request.body()
                        .onSuccess(body ->
                                vertx.setTimer(5_500, _ -> request.response().end("" + body.length())));
            case "cut" ->
                request.response().setChunked(true).write("half of it").onComplete(_ -> request.connection()
                        .close());
            case "endless" -> answerEndlessly(request);
            case "interrupted" -> closeFirstTime(name, request);
            case "last-body" -> request.response().end(lastBodies.getOrDefault(name + request.query(), "none"));
            default -> echo(name, request);
        }
    }

    /// The last segment, or that before it where the path has to be that of an upload.
    private static String behavior(String path) {
        var segments = path.split("/");
        var last = segments.length - 1;
        return last > 0 && segments[last].equals("imports") ? segments[last - 1] : segments[last];
    }

    private static void answerEndlessly(HttpServerRequest request) {
        var response = request.response().setChunked(true);
        var part = Buffer.buffer("x".repeat(64 * 1024));
        response.drainHandler(_ -> writeWhileThereIsRoom(response, part));
        writeWhileThereIsRoom(response, part);
    }

    private static void writeWhileThereIsRoom(HttpServerResponse response, Buffer part) {
        while (!response.closed() && !response.writeQueueFull()) {
            response.write(part);
        }
    }

    /// Some megabytes per second; says how much it was.
    private void readSlowly(HttpServerRequest request) {
        request.handler(part -> {
            request.pause();
            vertx.setTimer(Math.max(1, part.length() / 4_000), _ -> request.resume());
        });
        request.endHandler(_ -> request.response().end(Long.toString(request.bytesRead())));
    }

    private void refuseFirstTime(String name, HttpServerRequest request) {
        if (interrupted.add(request.uri())) {
            request.response()
                    .setStatusCode(503)
                    .putHeader("X-Sillage-No-Room", "true")
                    .end("none");
        } else {
            echo(name, request);
        }
    }

    private void closeFirstTime(String name, HttpServerRequest request) {
        if (interrupted.add(request.uri())) {
            request.connection().close();
        } else {
            echo(name, request);
        }
    }

    private void echo(String name, HttpServerRequest request) {
        var headers = new JsonObject();
        request.headers().forEach(header -> headers.put(header.getKey().toLowerCase(), header.getValue()));
        request.body().onSuccess(body -> lastBodies.put(name + request.path(), body.toString()));
        request.body().onSuccess(body -> request.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("X-Request-Id", "made up by the service")
                .putHeader("X-Kept", "yes")
                .end(new JsonObject()
                        .put("service", name)
                        .put("method", request.method().name())
                        .put("uri", request.uri())
                        .put("headers", headers)
                        .put("body", body.toString())
                        .toBuffer()));
    }
}
