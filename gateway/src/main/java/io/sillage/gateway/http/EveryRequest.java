package io.sillage.gateway.http;

import io.quarkus.logging.Log;
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
        request.addEndHandler(_ -> skipRestOfBody(request.request()));
        if (request.request().path().contains(NUL)) {
            request.fail(Problem.invalidPath());
        } else {
            request.next();
        }
    }

    /// What nobody wanted to read must be out of the way of the next request on this connection.
    private static void skipRestOfBody(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.resume();
        }
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
            case 413 -> Problem.badRequest("The body is too large.");
            default -> unexpected(request);
        };
    }

    private static Problem unexpected(RoutingContext request) {
        Log.errorf(
                request.failure(),
                "Request failed request=%s path=%s",
                RequestId.of(request),
                request.normalizedPath());
        return Problem.internal();
    }
}
