package io.sillage.gateway.http;

import io.quarkus.logging.Log;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// What holds for all paths: an id from the start, problem JSON for whatever fails, and 404 where nothing else
/// answers.
@ApplicationScoped
class EveryRequest {

    private static final int BEFORE_ALL_ROUTES = -100;
    private static final int AFTER_ALL_ROUTES = Integer.MAX_VALUE - 1;

    /// No name holds it: PostgreSQL has no text with it.
    private static final String NUL = "%00";

    private final RequestMetrics metrics;

    EveryRequest(RequestMetrics metrics) {
        this.metrics = metrics;
    }

    void register(@Observes Router router) {
        router.route().order(BEFORE_ALL_ROUTES).handler(this::begin).failureHandler(EveryRequest::refuse);
        router.route().order(AFTER_ALL_ROUTES).handler(request -> Problem.invalidPath()
                .answer(request));
    }

    private void begin(RoutingContext request) {
        RequestId.assign(request);
        metrics.begin(request);
        request.addEndHandler(_ -> Leaving.answered(request));
        Pipelining.bound(request.request());
        request.response().putHeader("X-Content-Type-Options", "nosniff");
        if (mayHaveTwoLengths(request.request())) {
            Leaving.closeAfter(request);
        }
        if (isUnclear(request.request().path())) {
            request.fail(Problem.invalidPath());
        } else {
            request.next();
        }
    }

    /// A body in chunks may have come with a length too, of which nothing is left to see here. Another proxy may have
    /// believed the length, and what follows on this connection may be anybody's: it is closed (RFC 9112, 6.1).
    private static boolean mayHaveTwoLengths(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /// A parameter of a segment (RFC 3986, 3.3) would be another path to who reads it than to who does not.
    private static boolean isUnclear(String path) {
        return path.contains(NUL) || path.indexOf(';') >= 0;
    }

    private static void refuse(RoutingContext request) {
        problem(request).answer(request);
    }

    private static Problem problem(RoutingContext request) {
        if (request.failure() instanceof Problem problem) {
            return problem;
        }
        return switch (request.statusCode()) {
            case 400 -> Problem.badRequest("The request could not be understood.");
            case 404 -> Problem.invalidPath();
            default -> unexpected(request);
        };
    }

    private static Problem unexpected(RoutingContext request) {
        Log.errorf(
                request.failure(),
                "Request failed request=%s path=%s",
                RequestId.of(request),
                LoggedPath.of(request.normalizedPath()));
        return Problem.internal();
    }
}
