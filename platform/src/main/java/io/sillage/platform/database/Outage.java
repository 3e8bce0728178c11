package io.sillage.platform.database;

import com.fasterxml.jackson.core.JacksonException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/// Tells failures of what we depend on (try again later) from failures of what we were given (never try again).
public final class Outage {

    /// SQLSTATE classes: connection, rollback to be retried, resources, not in the right state, operator, system.
    private static final Set<String> SQL_STATES = Set.of("08", "40", "53", "55", "57", "58");

    private Outage() {}

    public static boolean isCauseOf(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (isOutage(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOutage(Throwable failure) {
        return switch (failure) {
            case PgException pg ->
                pg.getSqlState() != null && SQL_STATES.contains(pg.getSqlState().substring(0, 2));
            // these are of what was read, not of the way to it
            case JacksonException _, ZipException _, CharacterCodingException _ -> false;
            case IOException _, TimeoutException _, RetriableException _, ClosedConnectionException _ -> true;
            // the pool says so when no connection came free, or the connection went away under a query
            case NoStackTraceThrowable message -> saysClosedOrTimedOut(message.getMessage());
            case RuntimeException _ -> saysClosedOrTimedOut(failure.getMessage());
            default -> failure.getClass().getName().equals("io.vertx.core.VertxException");
        };
    }

    private static boolean saysClosedOrTimedOut(@Nullable String message) {
        return message != null
                && (message.startsWith("Timeout")
                        || message.equals("Pool closed") // the service is shutting down
                        || message.contains("onnection") && message.contains("closed"));
    }
}
