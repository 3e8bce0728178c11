package io.sillage.gateway.export;

import io.sillage.gateway.forwarding.Clients;
import io.sillage.gateway.forwarding.ForwardingConfig;
import io.sillage.gateway.forwarding.Service;
import io.sillage.gateway.forwarding.ServiceAnswer;
import io.sillage.gateway.forwarding.SlowReader;
import io.sillage.gateway.forwarding.Traffic;
import io.sillage.gateway.forwarding.Upstreams;
import io.sillage.gateway.http.Leaving;
import io.sillage.gateway.http.Problem;
import io.sillage.gateway.http.RequestId;
import io.sillage.gateway.http.RequestMetrics;
import io.sillage.gateway.identity.Caller;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts together what each service holds of one contact. All services are asked before the first byte is answered, and
/// each part is passed on as it comes: nothing is kept in memory.
@ApplicationScoped
public class DataExport {

    private static final Pattern PATH = Pattern.compile("/3\\.0/lists/[^/]+/members/[^/]+/data-export/?");

    private static final Map<Service, String> PARTS = new EnumMap<>(Map.of(
            Service.CONTACTS, "contact",
            Service.EVENTS, "events",
            Service.SEGMENTS, "segments",
            Service.AUTOMATION, "automation"));

    private final Clients clients;
    private final Upstreams upstreams;
    private final ForwardingConfig config;

    DataExport(Clients clients, Upstreams upstreams, ForwardingConfig config) {
        this.clients = clients;
        this.upstreams = upstreams;
        this.config = config;
    }

    public static boolean isMeantBy(String path) {
        return PATH.matcher(path).matches();
    }

    /// Answers the request. To be called on its event loop.
    ///
    /// @param caller whose token each service verifies itself
    public void answer(RoutingContext request, String path, Caller caller) {
        RequestMetrics.answeredBy(request, "data-export");
        request.request().resume();
        var connections = clients.current();
        connections
                .enter(upstreams.of(Service.CONTACTS), Traffic.STREAM, caller.share(), () -> ask(request, path, caller))
                .ifPresentOrElse(place -> request.addEndHandler(_ -> place.giveBack()), () -> Problem.unavailable()
                        .answer(request));
    }

    private void ask(RoutingContext request, String path, Caller caller) {
        var asked = PARTS.keySet().stream()
                .map(service -> new Part(service, path, caller).ask(request))
                .toList();
        // a client that has gone wants none of them
        request.addEndHandler(_ -> asked.forEach(Part::leave));
        Future.all(asked.stream().map(Part::answer).toList())
                .timeout(config.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(all -> answer(request, all.list()))
                .onFailure(_ -> giveUp(request, asked));
    }

    /// What one service is asked for. Whatever comes of it, it is left with [#leave].
    private final class Part {

        private final Service service;
        private final String path;
        private final Caller caller;
        private Future<ServiceAnswer> answer = Future.failedFuture("not asked");
        private @Nullable HttpClientRequest outgoing;
        private boolean isLeft;

        Part(Service service, String path, Caller caller) {
            this.service = service;
            this.path = path;
            this.caller = caller;
        }

        Part ask(RoutingContext request) {
            answer = clients.current()
                    .client()
                    .request(upstreams.of(service).request(HttpMethod.GET, path, config.answerTimeout()))
                    .compose(connected -> send(connected, RequestId.of(request)))
                    .map(this::arrived);
            return this;
        }

        Future<ServiceAnswer> answer() {
            return answer;
        }

        void leave() {
            isLeft = true;
            if (answer.succeeded()) {
                answer.result().leave();
            } else if (outgoing != null) {
                outgoing.reset();
            }
        }

        private Future<HttpClientResponse> send(HttpClientRequest connected, String requestId) {
            if (isLeft) {
                connected.reset();
            }
            outgoing = connected;
            return connected
                    .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + caller.token(service))
                    .putHeader(RequestId.HEADER, requestId)
                    .send();
        }

        private ServiceAnswer arrived(HttpClientResponse response) {
            var arrived = new ServiceAnswer(response);
            response.pause();
            return arrived;
        }
    }

    private static void giveUp(RoutingContext request, List<Part> asked) {
        asked.forEach(Part::leave);
        Problem.unavailable().answer(request);
    }

    /// A contact that one of the others does not know has left nothing there.
    private void answer(RoutingContext request, List<ServiceAnswer> answers) {
        var response = request.response();
        if (response.closed()) {
            answers.forEach(ServiceAnswer::leave);
            return;
        }
        var refusal = answers.getFirst().response().statusCode();
        var broken = answers.stream().skip(1).anyMatch(DataExport::isBroken);
        if (refusal != 200 || broken) {
            answers.forEach(ServiceAnswer::leave);
            (refusal == 404 ? Problem.notFound() : Problem.unavailable()).answer(request);
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .putHeader("Content-Disposition", "attachment; filename=\"contact.json\"")
                .setChunked(true);
        SlowReader.watch(request, config);
        passOn(request, answers).onSuccess(_ -> response.end("}\n")).onFailure(_ -> Leaving.breakOff(request));
    }

    private static boolean isBroken(ServiceAnswer answer) {
        var status = answer.response().statusCode();
        return status != 200 && status != 404;
    }

    /// One after the other.
    private static Future<Void> passOn(RoutingContext request, List<ServiceAnswer> answers) {
        var written = Future.<Void>succeededFuture();
        var separator = "{";
        var names = PARTS.values().iterator();
        for (var answer : answers) {
            var head = separator + "\"" + names.next() + "\":";
            written = written.compose(_ -> request.response().write(head)).compose(_ -> passOn(request, answer));
            separator = ",";
        }
        return written;
    }

    private static Future<Void> passOn(RoutingContext request, ServiceAnswer answer) {
        if (answer.response().statusCode() != 200) {
            answer.response().resume();
            return answer.end().compose(_ -> request.response().write("null"));
        }
        return answer.passTo(request.response());
    }
}
