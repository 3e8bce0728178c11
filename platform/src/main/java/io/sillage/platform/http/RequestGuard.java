package io.sillage.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Looks at every request before who sends it is asked and before any path is matched, and answers for what fails
/// outside of the endpoints.
@ApplicationScoped
class RequestGuard {

    /// Quarkus looks at tokens at 200 and at origins at 300.
    private static final int BEFORE_ALL_OTHERS = 1_000;

    /// Before the handler of Quarkus, which logs addresses.
    private static final int AFTER_ALL_OTHERS = Integer.MAX_VALUE - 1;

    private static final int BAD_REQUEST = 400;

    private final ObjectMapper json;

    RequestGuard(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::look, BEFORE_ALL_OTHERS);
    }

    void register(@Observes Router router) {
        router.route().order(AFTER_ALL_OTHERS).failureHandler(this::failed);
    }

    private void look(RoutingContext request) {
        request.response().headers().set(ResponseHeaders.CONTENT_TYPE_OPTIONS, ResponseHeaders.NO_SNIFFING);
        RawUri.refusal(request.request().uri()).ifPresentOrElse(problem -> answer(request, problem), request::next);
    }

    private void failed(RoutingContext request) {
        var failure = request.failure();
        if (failure == null && request.statusCode() == BAD_REQUEST) {
            answer(request, Problem.badRequest("The request could not be understood."));
        } else if (failure == null || isAboutWhoIsCalling(failure)) {
            request.next();
        } else if (UnfinishedAnswers.isLeft(failure)) {
            Log.infof("An answer was left before its end %s", described(request));
            request.response().reset();
        } else {
            Log.errorf(failure, "Request failed %s", described(request));
            breakOff(request);
        }
    }

    private void breakOff(RoutingContext request) {
        if (request.response().headWritten()) {
            request.response().reset(); // so that nobody takes half of it for all
        } else {
            answer(request, Problem.internal());
        }
    }

    static String described(RoutingContext request) {
        return "request=%s path=%s"
                .formatted(
                        RequestId.of(request), LoggedPath.of(request.request().uri()));
    }

    /// Quarkus answers these itself, with the challenge that belongs to it.
    private static boolean isAboutWhoIsCalling(Throwable failure) {
        return failure instanceof SecurityException
                || failure instanceof UnauthorizedException
                || failure instanceof ForbiddenException;
    }

    private void answer(RoutingContext request, Problem problem) {
        var id = RequestId.of(request);
        request.response()
                .setStatusCode(problem.status())
                .putHeader(ResponseHeaders.CONTENT_TYPE_OPTIONS, ResponseHeaders.NO_SNIFFING)
                .putHeader(HttpHeaders.CONTENT_TYPE, ResponseHeaders.PROBLEM_JSON)
                .putHeader(RequestId.HEADER, id)
                .end(write(problem.view(id)));
    }

    private String write(Problem.View problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always JSON", e);
        }
    }
}
