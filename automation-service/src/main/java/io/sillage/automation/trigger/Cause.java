package io.sillage.automation.trigger;

import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.ActivityType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What made a trigger fire. The same id is the same cause, however often it arrives.
///
/// @param type `event`, or `api` for a call that names the flow
/// @param name the name of an event
record Cause(
        UUID causeId,
        String type,
        @Nullable String name,
        Map<String, String> properties,
        boolean suppressTriggers,
        Instant occurredAt,
        Instant receivedAt) {

    static Cause of(ActivityRecorded activity) {
        return new Cause(
                activity.id(),
                activity.type(),
                activity.name(),
                activity.properties(),
                activity.suppressTriggers(),
                activity.occurredAt(),
                activity.receivedAt());
    }

    static Cause ofCall(UUID causeId, Instant now) {
        return new Cause(causeId, "api", null, Map.of(), false, now, now);
    }

    boolean isEvent() {
        return type.equals(ActivityType.EVENT);
    }
}
