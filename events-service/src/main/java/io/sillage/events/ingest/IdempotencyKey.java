package io.sillage.events.ingest;

import io.sillage.platform.http.Problem;
import io.sillage.platform.id.Ids;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a sender calls an event, so that it can send it again without counting it twice.
///
/// Ids that follow from a key are UUIDs of version 8, all others of version 7. The ledger knows by that which ids may
/// come back with another time.
public record IdempotencyKey(@Nullable String value) {

    private static final int LONGEST = 255;

    /// @param header `null` or blank if the sender gave none
    static IdempotencyKey ofHeader(@Nullable String header) {
        return of("Idempotency-Key", header);
    }

    /// @param field where it was given, to be named if it is too long
    /// @param text `null` or blank if the sender gave none
    public static IdempotencyKey of(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return new IdempotencyKey(null);
        }
        if (text.length() > LONGEST) {
            throw Problem.invalid(field, "This value should have %d characters or less.".formatted(LONGEST));
        }
        return new IdempotencyKey(text.strip());
    }

    UUID activityId(UUID contactId, Instant now) {
        return value == null ? Ids.newId(now) : Ids.derived(contactId, value);
    }
}
