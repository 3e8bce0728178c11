package io.sillage.platform.http;

import io.quarkus.logging.Log;
import io.sillage.platform.database.Outage;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Turns every failure of an endpoint into problem JSON.
public class ProblemMappers {

    /// SQLSTATE: no character of the encoding, and the escape of NUL in JSON.
    private static final Set<String> UNSTORABLE_TEXT = Set.of("22021", "22P05");

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @ServerExceptionMapper
    RestResponse<Problem.View> refused(Problem problem, RoutingContext request) {
        var response = ResponseBuilder.create(
                        RestResponse.Status.fromStatusCode(problem.status()), problem.view(RequestId.of(request)))
                .header(HttpHeaders.CONTENT_TYPE, ResponseHeaders.PROBLEM_JSON);
        problem.headers().forEach(response::header);
        return response.build();
    }

    @ServerExceptionMapper
    RestResponse<Problem.View> noSuchPath(NotFoundException failure, RoutingContext request) {
        return refused(Problem.invalidPath(), request);
    }

    @ServerExceptionMapper
    RestResponse<Problem.View> noSuchMethod(NotAllowedException failure, RoutingContext request) {
        var allowed = failure.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return refused(Problem.methodNotAllowed(allowed == null ? "" : allowed), request);
    }

    @ServerExceptionMapper
    RestResponse<Problem.View> otherRefusal(WebApplicationException failure, RoutingContext request) {
        var response = failure.getResponse();
        var detail = "The request could not be handled: %s."
                .formatted(response.getStatusInfo().getReasonPhrase());
        return refused(
                new Problem(response.getStatus(), response.getStatusInfo().getReasonPhrase(), detail), request);
    }

    @ServerExceptionMapper
    RestResponse<Problem.View> anythingElse(Throwable failure, RoutingContext request) {
        if (BodyBrokenOff.isCauseOf(failure) || BodyFilter.isReadingParts(request)) {
            Log.infof(
                    "A body could not be read request=%s path=%s cause=%s",
                    RequestId.of(request), path(request), failure.toString());
            return refused(Problem.badRequest("The body could not be read."), request);
        }
        if (!hasReadableContentType(request)) {
            Log.infof("A content type is none request=%s path=%s", RequestId.of(request), path(request));
            return refused(Problem.badRequest("The Content-Type of this request is no media type."), request);
        }
        if (Outage.isCauseOf(failure)) {
            Log.warnf("Unavailable request=%s cause=%s", RequestId.of(request), failure.toString());
            return refused(unavailable(request), request);
        }
        if (isOfUnstorableText(failure)) {
            return refused(Problem.badRequest("A text has a character that no text may have, such as NUL."), request);
        }
        Log.errorf(failure, "Request failed request=%s path=%s", RequestId.of(request), path(request));
        return refused(Problem.internal(), request);
    }

    /// The framework fails in many ways where it is none.
    private static boolean hasReadableContentType(RoutingContext request) {
        var type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        try {
            return type == null || MediaType.valueOf(type) != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /// What the readers of bodies let through and PostgreSQL cannot store.
    private static boolean isOfUnstorableText(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException pg && UNSTORABLE_TEXT.contains(String.valueOf(pg.getSqlState()))) {
                return true;
            }
        }
        return false;
    }

    /// Whoever reads may read again. Of anything else it is not known how far it came: the connection to the database
    /// may have broken between the end of the work and the news of it.
    private static Problem unavailable(RoutingContext request) {
        return READING.contains(request.request().method()) ? Problem.unavailable() : Problem.unknownOutcome();
    }

    private static String path(RoutingContext request) {
        return LoggedPath.of(request.request().uri());
    }
}
