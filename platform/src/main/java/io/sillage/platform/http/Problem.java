package io.sillage.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/// A refusal that the caller understands: RFC 9457 problem JSON with the titles of the Marketing API.
public class Problem extends RuntimeException {

    private static final String TYPE = "https://mailchimp.com/developer/marketing/docs/errors/";

    /// Tells the gateway, which holds the body, that it may send the same request again until there is room for it.
    private static final String NO_ROOM_HEADER = "X-Sillage-No-Room";

    private final int status;
    private final String title;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers;

    public Problem(int status, String title, String detail, List<FieldError> errors, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.errors = List.copyOf(errors);
        this.headers = Map.copyOf(headers);
    }

    public Problem(int status, String title, String detail) {
        this(status, title, detail, List.of(), Map.of());
    }

    /// What is wrong with one field, named by its dotted path; `""` is the whole body.
    public record FieldError(String field, String message) {}

    /// The body of the answer. `instance` is the id of the request, as in its `X-Request-Id`.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record View(
            String type, String title, int status, String detail, String instance, List<FieldError> errors) {}

    public View view(String requestId) {
        return new View(TYPE, title, status, getMessage(), requestId, errors);
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public static Problem invalid(List<FieldError> errors) {
        var detail =
                "The resource submitted could not be validated. For field-specific details, see the 'errors' array.";
        return new Problem(400, "Invalid Resource", detail, errors, Map.of());
    }

    public static Problem invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    public static Problem badRequest(String detail) {
        return new Problem(400, "Bad Request", detail);
    }

    public static Problem notJson() {
        return new Problem(400, "JSON Parse Exception", "We encountered an unspecified JSON parsing error.");
    }

    public static Problem notFound() {
        return new Problem(404, "Resource Not Found", "The requested resource could not be found.");
    }

    public static Problem invalidPath() {
        return new Problem(404, "Resource Not Found", "Invalid path");
    }

    public static Problem forbidden(String detail) {
        return new Problem(403, "Forbidden", detail);
    }

    public static Problem methodNotAllowed(String allowed) {
        var detail = "The requested method and resource are not compatible. See the Allow header for this resource's"
                + " available methods.";
        return new Problem(405, "Method Not Allowed", detail, List.of(), Map.of("Allow", allowed));
    }

    public static Problem tooLarge(String detail) {
        return new Problem(413, "Content Too Large", detail);
    }

    /// The whole of the body did not come in time.
    public static Problem tooSlow() {
        return new Problem(408, "Request Timeout", "The body of the request did not come in time.");
    }

    /// There are too many bodies at the moment; this one was not read.
    public static Problem busy() {
        var detail = "The service has too many requests with large bodies at the moment. This one was not looked at;"
                + " send it again in a moment.";
        return new Problem(
                503, "Service Unavailable", detail, List.of(), Map.of("Retry-After", "1", NO_ROOM_HEADER, "true"));
    }

    /// Something that we depend on does not answer; nothing was done, and the same request may succeed later.
    public static Problem unavailable() {
        var detail = "The service cannot answer at the moment. Nothing is wrong with the request; send it again later.";
        return new Problem(503, "Service Unavailable", detail, List.of(), Map.of("Retry-After", "1"));
    }

    /// As [#unavailable], but something may have been done before the answer was lost. So nobody is told to repeat it.
    public static Problem unknownOutcome() {
        var detail = "The service cannot answer at the moment. Whether the request was carried out is not known: look"
                + " before you send it again.";
        return new Problem(503, "Service Unavailable", detail);
    }

    public static Problem internal() {
        return new Problem(
                500,
                "Internal Server Error",
                "A deep, internal error has occurred during the processing of your request.");
    }
}
