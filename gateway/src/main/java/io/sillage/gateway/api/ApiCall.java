package io.sillage.gateway.api;

import io.sillage.gateway.http.Problem;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Map;

/// What a request means once the ways of old clients are taken off: methods hidden in a header, and the alias
/// `/{x}.api.mailchimp.com/3.0/…` that clients use whose base URL cannot be set.
///
/// @param alias what stands before `/3.0`, such as `/us1.api.mailchimp.com`; mostly empty
/// @param path normalized, begins with `/3.0`
record ApiCall(HttpMethod method, String alias, String path) {

    private static final String ROOT = "/3.0";
    private static final Map<String, HttpMethod> METHODS = Map.of(
            "GET", HttpMethod.GET,
            "POST", HttpMethod.POST,
            "PUT", HttpMethod.PUT,
            "PATCH", HttpMethod.PATCH,
            "DELETE", HttpMethod.DELETE);

    /// @throws Problem 422 if the method is overridden in a way that is not allowed
    static ApiCall of(RoutingContext request) {
        var path = request.normalizedPath();
        var begin = path.startsWith(ROOT) ? 0 : path.indexOf('/', 1);
        return new ApiCall(method(request), path.substring(0, begin), path.substring(begin));
    }

    private static HttpMethod method(RoutingContext request) {
        var method = request.request().method();
        var override = request.request().getHeader("X-HTTP-Method-Override");
        if (override == null) {
            return method;
        }
        if (method != HttpMethod.POST) {
            throw Problem.invalidMethodOverride(
                    "You can only use the X-HTTP-Method-Override header with the POST method.");
        }
        var overriding = METHODS.get(override.strip().toUpperCase(Locale.ROOT));
        if (overriding == null) {
            throw Problem.invalidMethodOverride(
                    "The X-HTTP-Method-Override header must name one of GET, POST, PUT, PATCH and DELETE.");
        }
        return overriding;
    }

    boolean isRoot() {
        return path.equals(ROOT) || path.equals("/3.0/");
    }

    boolean isPing() {
        return path.equals("/3.0/ping") || path.equals("/3.0/ping/");
    }
}
