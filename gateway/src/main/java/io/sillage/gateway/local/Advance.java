package io.sillage.gateway.local;

import io.sillage.gateway.http.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;

/// `{"advance": "PT72H"}`: how far the clock is to be moved. Time does not run backwards.
record Advance(Duration duration) {

    private static final String FIELD = "advance";
    private static final Duration GREATEST = Duration.ofDays(36_500);

    /// @throws Problem 400 that names the field
    static Advance of(Buffer body) {
        if (!(json(body).getValue(FIELD) instanceof String text)) {
            throw Problem.invalid(FIELD, "Give an ISO 8601 duration, such as PT72H or P3D");
        }
        return new Advance(duration(text));
    }

    private static JsonObject json(Buffer body) {
        try {
            return body.length() == 0 ? new JsonObject() : body.toJsonObject();
        } catch (DecodeException | ClassCastException _) {
            throw Problem.notJson();
        }
    }

    private static Duration duration(String text) {
        try {
            var duration = Duration.parse(text);
            if (duration.isNegative()) {
                throw Problem.invalid(FIELD, "The clock can only be moved forward");
            }
            return duration;
        } catch (DateTimeException | ArithmeticException _) {
            throw Problem.invalid(FIELD, "This is not an ISO 8601 duration of days, hours, minutes and seconds");
        }
    }

    /// The offset that follows.
    ///
    /// @throws Problem 400 if it leaves the span of time in which everything can be expressed
    Duration from(Duration offset) {
        if (duration.compareTo(GREATEST) > 0 || offset.plus(duration).compareTo(GREATEST) > 0) {
            throw Problem.invalid(FIELD, "The clock cannot be more than 100 years ahead");
        }
        return offset.plus(duration);
    }
}
