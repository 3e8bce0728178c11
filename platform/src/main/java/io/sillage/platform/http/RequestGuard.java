package io.sillage.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Looks at every request before who sends it is asked, and before any path is matched.
@ApplicationScoped
class RequestGuard {

    /// Quarkus looks at tokens at 200 and at origins at 300.
    private static final int BEFORE_ALL_OTHERS = 1_000;

    private final ObjectMapper json;

    RequestGuard(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::look, BEFORE_ALL_OTHERS);
    }

    private void look(RoutingContext request) {
        request.response().headers().set(ResponseHeaders.CONTENT_TYPE_OPTIONS, ResponseHeaders.NO_SNIFFING);
        RawUri.refusal(request.request().uri()).ifPresentOrElse(problem -> answer(request, problem), request::next);
    }

    private void answer(RoutingContext request, Problem problem) {
        var id = RequestId.of(request);
        request.response()
                .setStatusCode(problem.status())
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
