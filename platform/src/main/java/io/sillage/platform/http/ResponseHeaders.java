package io.sillage.platform.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Headers that every answer carries, as the Marketing API does: the request's id, and a JSON content type even on
/// 204.
public class ResponseHeaders {

    static final String JSON = "application/json; charset=utf-8";
    static final String PROBLEM_JSON = "application/problem+json; charset=utf-8";

    /// Set on every answer: no browser shall take a text for a script or a page that it was not said to be.
    static final String CONTENT_TYPE_OPTIONS = "X-Content-Type-Options";

    static final String NO_SNIFFING = "nosniff";

    @ServerResponseFilter
    void complete(ContainerResponseContext response, RoutingContext request) {
        var headers = response.getHeaders();
        headers.putSingle(RequestId.HEADER, RequestId.of(request));
        var type = response.getMediaType();
        if (type == null || type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            headers.putSingle(HttpHeaders.CONTENT_TYPE, JSON);
        }
    }
}
