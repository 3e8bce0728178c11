package io.sillage.automation.flow;

import java.time.Duration;

/// Durations in the public API: ISO 8601 with days, `P1DT2H` instead of `PT26H`.
public final class ApiDuration {

    private ApiDuration() {}

    public static String format(Duration duration) {
        var days = duration.toDays();
        var rest = duration.minusDays(days);
        if (days == 0) {
            return duration.toString();
        }
        return "P" + days + "D" + (rest.isZero() ? "" : rest.toString().substring(1));
    }
}
