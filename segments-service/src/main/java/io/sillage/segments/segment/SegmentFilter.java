package io.sillage.segments.segment;

import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.Problem;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Which segments are listed.
public final class SegmentFilter {

    @QueryParam("type")
    @Nullable
    String type;

    @QueryParam("since_created_at")
    @Nullable
    String sinceCreatedAt;

    @QueryParam("before_created_at")
    @Nullable
    String beforeCreatedAt;

    @QueryParam("since_updated_at")
    @Nullable
    String sinceUpdatedAt;

    @QueryParam("before_updated_at")
    @Nullable
    String beforeUpdatedAt;

    /// The values of the filter's parameters in the statement, from `type` on.
    Object[] parameters() {
        return new Object[] {
            type,
            time("since_created_at", sinceCreatedAt),
            time("before_created_at", beforeCreatedAt),
            time("since_updated_at", sinceUpdatedAt),
            time("before_updated_at", beforeUpdatedAt)
        };
    }

    private static @Nullable OffsetDateTime time(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return ApiTime.parse(text).atOffset(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw Problem.invalid(field, "This value should be a date and time in ISO 8601.");
        }
    }
}
