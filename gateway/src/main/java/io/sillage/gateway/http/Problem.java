package io.sillage.gateway.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/// A refusal by the gateway itself: RFC 9457 problem JSON with the titles and details of the Marketing API.
public final class Problem extends RuntimeException {

    private static final String TYPE = "https://mailchimp.com/developer/marketing/docs/errors/";
    private static final String CONTENT_TYPE = "application/problem+json; charset=utf-8";

    private final int status;
    private final String title;
    private final transient Map<String, String> fieldErrors;
    private final transient Map<String, String> headers;

    private Problem(
            int status, String title, String detail, Map<String, String> fieldErrors, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.fieldErrors = fieldErrors;
        this.headers = headers;
    }

    private Problem(int status, String title, String detail) {
        this(status, title, detail, Map.of(), Map.of());
    }

    private Problem(int status, String title, String detail, String header, String value) {
        this(status, title, detail, Map.of(), Map.of(header, value));
    }

    public static Problem badRequest(String detail) {
        return new Problem(400, "Bad Request", detail);
    }

    public static Problem invalid(String field, String message) {
        var detail =
                "The resource submitted could not be validated. For field-specific details, see the 'errors' array.";
        return new Problem(400, "Invalid Resource", detail, Map.of(field, message), Map.of());
    }

    public static Problem notJson() {
        return new Problem(400, "JSON Parse Exception", "We encountered an unspecified JSON parsing error.");
    }

    public static Problem keyMissing() {
        return unauthorized("API Key Missing", "Your request did not include an API key.");
    }

    public static Problem keyInvalid() {
        return unauthorized(
                "API Key Invalid", "Your API key may be invalid, or you've attempted to access the wrong datacenter.");
    }

    public static Problem notTheOperator() {
        return unauthorized("Unauthorized", "Only the operator's token opens this path.");
    }

    private static Problem unauthorized(String title, String detail) {
        return new Problem(401, title, detail, "WWW-Authenticate", "Bearer realm=\"sillage\"");
    }

    public static Problem forbidden(String detail) {
        return new Problem(403, "Forbidden", detail);
    }

    public static Problem notFound() {
        return new Problem(404, "Resource Not Found", "The requested resource could not be found.");
    }

    public static Problem invalidPath() {
        return new Problem(404, "Resource Not Found", "Invalid path");
    }

    public static Problem methodNotAllowed(String allowed) {
        var detail = "The requested method and resource are not compatible. See the Allow header for this resource's"
                + " available methods.";
        return new Problem(405, "Method Not Allowed", detail, "Allow", allowed);
    }

    public static Problem invalidMethodOverride(String detail) {
        return new Problem(422, "InvalidMethodOverride", detail);
    }

    public static Problem tooLarge(long mostBytes) {
        return new Problem(
                413, "Content Too Large", "The body of this request may have at most %d bytes.".formatted(mostBytes));
    }

    /// The client sends the body so slowly that it would keep others out.
    public static Problem tooSlow() {
        return new Problem(408, "Request Timeout", "The body of this request came too slowly.");
    }

    public static Problem tooManyConnections(int limit) {
        return tooMany("You have exceeded the limit of %d simultaneous connections.".formatted(limit));
    }

    public static Problem tooManyRequests() {
        return tooMany("You have sent too many requests in a short time.");
    }

    public static Problem tooManyWrongKeys() {
        return tooMany("Too many requests with a wrong API key came from your address.");
    }

    public static Problem tooManyWrongLinks() {
        return tooMany("Too many links that lead nowhere came from your address. Please try again in a minute.");
    }

    public static Problem tooManyForms() {
        return tooMany("Too many forms came from your address. Please try again in a minute.");
    }

    private static Problem tooMany(String detail) {
        return new Problem(429, "Too Many Requests", detail, "Retry-After", "1");
    }

    public static Problem internal() {
        return new Problem(
                500,
                "Internal Server Error",
                "A deep, internal error has occurred during the processing of your request.");
    }

    /// Something that we depend on does not answer; the same request may succeed later.
    public static Problem unavailable() {
        return unavailable(
                "The service cannot answer at the moment. Nothing is wrong with the request; send it again later.");
    }

    /// The connection broke, or no answer came, when the request was on its way: it may have been carried out or not,
    /// and repeating it could do twice what must be done once. So nobody is told to repeat it.
    public static Problem outcomeUnknown() {
        return new Problem(
                503,
                "Service Unavailable",
                "The service did not answer. Whether it carried the request out is not known: look before you send it"
                        + " again.");
    }

    public static Problem unavailable(String detail) {
        return new Problem(503, "Service Unavailable", detail, "Retry-After", "1");
    }

    /// Ends the response with this problem, unless the client has gone.
    public void answer(RoutingContext request) {
        var response = request.response();
        if (response.headWritten() || response.closed()) {
            return;
        }
        headers.forEach(response::putHeader);
        response.setStatusCode(status)
                .putHeader("Content-Type", CONTENT_TYPE)
                .end(body(RequestId.of(request)).toBuffer());
    }

    private JsonObject body(String instance) {
        var body = new JsonObject()
                .put("type", TYPE)
                .put("title", title)
                .put("status", status)
                .put("detail", getMessage())
                .put("instance", instance);
        if (!fieldErrors.isEmpty()) {
            var errors = new JsonArray();
            fieldErrors.forEach((field, message) ->
                    errors.add(new JsonObject().put("field", field).put("message", message)));
            body.put("errors", errors);
        }
        return body;
    }
}
