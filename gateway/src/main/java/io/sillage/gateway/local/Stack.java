package io.sillage.gateway.local;

import io.sillage.gateway.forwarding.Clients;
import io.sillage.gateway.forwarding.Upstream;
import io.sillage.gateway.forwarding.Upstreams;
import io.sillage.gateway.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;

/// All parts of the stack at once.
@ApplicationScoped
class Stack {

    private final Upstreams services;
    private final Clients clients;
    private final LocalConfig config;

    Stack(Upstreams services, Clients clients, LocalConfig config) {
        this.services = services;
        this.clients = clients;
        this.config = config;
    }

    /// Sends the same to every service. Fails with a [Problem] that names one that did not do it.
    Future<Void> tellAll(String path, JsonObject body) {
        var told = services.all().stream()
                .map(service -> tell(service, HttpMethod.POST, path, body.toBuffer()))
                .toList();
        return Future.join(told).mapEmpty();
    }

    Future<Void> tell(Upstream part, HttpMethod method, String path, Buffer body) {
        var options = part.request(method, path, config.patience())
                .setIdleTimeout(config.patience().toMillis())
                .putHeader("Content-Type", "application/json");
        return clients.current()
                .client()
                .request(options)
                .compose(request -> request.send(body))
                .compose(answer -> answer.statusCode() < 300
                        ? answer.end()
                        : Future.failedFuture("it answered " + answer.statusCode()))
                .recover(failure ->
                        Future.failedFuture(Problem.unavailable("%s did not follow (%s). Send the request again."
                                .formatted(part.name(), failure.getMessage()))));
    }
}
