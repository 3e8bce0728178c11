package io.sillage.platform.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/// The one way by which a body comes into a service: first its declared length is looked at, last, when all other
/// filters have let the request pass, it is read, within the limit of the endpoint and the budget of the service. What
/// the endpoint gets is a whole body in memory, unless it takes a file.
public class BodyFilter {

    private static final int FIRST = Priorities.AUTHENTICATION;
    private static final int LAST = Priorities.USER + 1_000;
    private static final String RULE = "io.sillage.body-rule";

    private final ConcurrentMap<Method, BodyRule> rules = new ConcurrentHashMap<>();
    private final BodyBudget budget;
    private final long patienceMillis;

    BodyFilter(BodyBudget budget, BodyConfig config) {
        this.budget = budget;
        patienceMillis = config.bodyPatience().toMillis();
    }

    @ServerRequestFilter(priority = FIRST, nonBlocking = true)
    public void look(ResourceInfo endpoint, RoutingContext routing) {
        var request = routing.request();
        if (!hasBody(request)) {
            return;
        }
        var rule = rules.computeIfAbsent(endpoint.getResourceMethod(), BodyRule::of);
        var declared = declaredLength(request);
        routing.addHeadersEndHandler(_ -> UnreadBody.leave(routing, declared));
        if (declared > rule.most()) {
            throw rule.tooLarge();
        }
        routing.put(RULE, rule);
    }

    @ServerRequestFilter(priority = LAST, nonBlocking = true)
    public void read(RoutingContext routing) {
        BodyRule rule = routing.get(RULE);
        if (rule == null) {
            return;
        }
        var request = CurrentRequestManager.get();
        var declared = declaredLength(routing.request());
        var held = rule.isStreamed() ? budget.holdFile() : budget.hold(declared);
        request.registerCompletionCallback(held);
        if (rule.isStreamed()) {
            request.setInputStream(new LimitedStream(request.serverRequest().createInputStream(), rule));
        } else {
            new BodyReading(request, routing, rule, budget, held, declared).begin(patienceMillis);
        }
    }

    /// How many tokens the JSON of this request may have.
    static int mostTokens(RoutingContext routing) {
        BodyRule rule = routing.get(RULE);
        return rule == null ? BoundedJson.MOST_TOKENS : rule.mostTokens();
    }

    /// Whether a form of parts is expected and not read yet: what fails then fails because of how it is written, or
    /// because its sender has gone.
    static boolean isReadingParts(RoutingContext routing) {
        BodyRule rule = routing.get(RULE);
        var type = routing.request().getHeader(HttpHeaders.CONTENT_TYPE);
        return rule != null
                && rule.isStreamed()
                && type != null
                && type.startsWith(MediaType.MULTIPART_FORM_DATA)
                && CurrentRequestManager.get().getFormData() == null;
    }

    /// With HTTP/1.1, one of these headers announces a body (RFC 9112, 6.3).
    private static boolean hasBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || declaredLength(request) > 0
                || request.version() == HttpVersion.HTTP_2 && !isWithoutBody(request.method());
    }

    private static boolean isWithoutBody(HttpMethod method) {
        return method == HttpMethod.GET || method == HttpMethod.HEAD || method == HttpMethod.OPTIONS;
    }

    /// In bytes; negative if it is not declared.
    private static long declaredLength(HttpServerRequest request) {
        var text = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return text == null ? -1 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Problem.badRequest("The length of the body is no number.");
        }
    }
}
