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
/// @param unproven a visitor told it whose identity nothing proved, where that starts nothing
record Cause(
        UUID causeId,
        String type,
        @Nullable String name,
        Map<String, String> properties,
        boolean suppressTriggers,
        boolean unproven,
        Instant occurredAt,
        Instant receivedAt) {

    static Cause of(ActivityRecorded activity) {
        return new Cause(
                activity.id(),
                activity.type(),
                activity.name(),
                activity.properties(),
                activity.suppressTriggers(),
                Boolean.TRUE.equals(activity.unproven()),
                activity.occurredAt(),
                activity.receivedAt());
    }

    static Cause ofCall(UUID causeId, Instant now) {
        return new Cause(causeId, "api", null, Map.of(), false, false, now, now);
    }

    boolean isEvent() {
        return type.equals(ActivityType.EVENT);
    }
}
