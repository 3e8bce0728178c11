package io.sillage.platform.database;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Columns as the types that our code speaks: instants instead of offset dates.
public final class Columns {

    private Columns() {}

    public static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    public static @Nullable Instant optionalInstant(Row row, String column) {
        var value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }

    /// The value of a `timestamptz` parameter.
    public static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    public static @Nullable OffsetDateTime optionalTimestamp(@Nullable Instant instant) {
        return instant == null ? null : timestamp(instant);
    }

    public static JsonObject json(Row row, String column) {
        return row.getJsonObject(column);
    }
}
