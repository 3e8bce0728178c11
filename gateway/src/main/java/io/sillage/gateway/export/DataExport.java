package io.sillage.gateway.export;

import io.sillage.gateway.forwarding.Clients;
import io.sillage.gateway.forwarding.ForwardingConfig;
import io.sillage.gateway.forwarding.Service;
import io.sillage.gateway.forwarding.Upstreams;
import io.sillage.gateway.http.Problem;
import io.sillage.gateway.http.RequestId;
import io.sillage.gateway.http.RequestMetrics;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

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
    /// @param token the internal token, which each service verifies itself
    public void answer(RoutingContext request, String path, String token) {
        RequestMetrics.answeredBy(request, "data-export");
        request.request().resume();
        var asked = PARTS.keySet().stream()
                .map(service -> ask(request, service, path, token))
                .toList();
        Future.all(asked)
                .timeout(config.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(all -> answer(request, all.list()))
                .onFailure(_ -> giveUp(request, asked));
    }

    private Future<HttpClientResponse> ask(RoutingContext request, Service service, String path, String token) {
        return clients.current()
                .request(upstreams.of(service).request(HttpMethod.GET, path, config.answerTimeout()))
                .compose(outgoing -> outgoing.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                        .putHeader(RequestId.HEADER, RequestId.of(request))
                        .send())
                .map(answer -> answer.exceptionHandler(_ -> {}).pause()); // else Vert.x logs it when we reset the rest
    }

    private static void giveUp(RoutingContext request, List<Future<HttpClientResponse>> asked) {
        asked.forEach(each -> each.onSuccess(answer -> answer.request().reset()));
        Problem.unavailable().answer(request);
    }

    /// A contact that one of the others does not know has left nothing there.
    private static void answer(RoutingContext request, List<HttpClientResponse> answers) {
        var response = request.response();
        if (response.closed()) {
            reset(answers);
            return;
        }
        var refusal = answers.getFirst().statusCode();
        var broken = answers.stream().skip(1).anyMatch(each -> each.statusCode() != 200 && each.statusCode() != 404);
        if (refusal != 200 || broken) {
            reset(answers);
            (refusal == 404 ? Problem.notFound() : Problem.unavailable()).answer(request);
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .putHeader("Content-Disposition", "attachment; filename=\"contact.json\"")
                .setChunked(true);
        var unread = new ArrayDeque<>(answers);
        // a client that has gone wants the rest of none of them
        request.addEndHandler(_ -> reset(unread));
        passOn(request, unread).onSuccess(_ -> response.end("}\n")).onFailure(_ -> breakOff(request));
    }

    private static void reset(Collection<HttpClientResponse> answers) {
        answers.forEach(each -> each.request().reset());
    }

    /// The client must see that the answer is not whole.
    private static void breakOff(RoutingContext request) {
        if (request.request().version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            request.request().connection().close();
        }
    }

    /// One after the other. An answer that is read to its end is no longer `unread`: its connection may carry another
    /// request by then.
    private static Future<Void> passOn(RoutingContext request, Deque<HttpClientResponse> unread) {
        var written = Future.<Void>succeededFuture();
        var separator = "{";
        for (var name : PARTS.values()) {
            var head = separator + "\"" + name + "\":";
            written = written.compose(_ -> request.response().write(head))
                    .compose(_ -> passOn(request, unread.getFirst()))
                    .onSuccess(_ -> unread.removeFirst());
            separator = ",";
        }
        return written;
    }

    private static Future<Void> passOn(RoutingContext request, HttpClientResponse answer) {
        if (answer.statusCode() != 200) {
            answer.resume();
            return answer.end().compose(_ -> request.response().write("null"));
        }
        return answer.pipe().endOnSuccess(false).endOnFailure(false).to(request.response());
    }
}
