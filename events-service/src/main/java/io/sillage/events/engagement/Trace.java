package io.sillage.events.engagement;

import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.ActivityType;
import io.sillage.platform.id.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What an email left in a link of its own: whose it is, and where it leads.
///
/// @param flow that sent it, and the step
/// @param queuedAt it cannot have arrived before
/// @param link the same for everybody who got the email; empty for the image
/// @param url where the link leads; empty for the image
record Trace(
        UUID accountId,
        UUID audienceId,
        UUID contactId,
        UUID deliveryId,
        String flow,
        String step,
        Instant queuedAt,
        String link,
        String url) {

    static final String OPEN = "open";
    static final String CLICK = "click";

    private static final int PARTS_OF_OPEN = 7;
    private static final int PARTS_OF_CLICK = 9;

    /// Reads `account:audience:contact:delivery:flow:step:seconds`, and for a link `:link:url`.
    static Optional<Trace> of(String payload) {
        var parts = payload.split(":", PARTS_OF_CLICK);
        if (parts.length != PARTS_OF_OPEN && parts.length != PARTS_OF_CLICK) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Trace(
                    UUID.fromString(parts[0]),
                    UUID.fromString(parts[1]),
                    UUID.fromString(parts[2]),
                    UUID.fromString(parts[3]),
                    parts[4],
                    parts[5],
                    Instant.ofEpochSecond(Long.parseLong(parts[6])),
                    parts.length == PARTS_OF_CLICK ? parts[7] : "",
                    parts.length == PARTS_OF_CLICK ? parts[8] : ""));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Several loads of the image within a minute are one.
    ///
    /// @param machine whether a program did it
    ActivityRecorded opened(boolean machine, boolean suppressTriggers, Instant now) {
        var id = Ids.derived(ActivityType.EMAIL_OPENED, deliveryId, machine, now.truncatedTo(ChronoUnit.MINUTES));
        return activity(id, ActivityType.EMAIL_OPENED, properties(machine), suppressTriggers, now);
    }

    /// As [#opened], for each link.
    ActivityRecorded clicked(boolean machine, boolean suppressTriggers, Instant now) {
        var id =
                Ids.derived(ActivityType.EMAIL_CLICKED, deliveryId, link, machine, now.truncatedTo(ChronoUnit.MINUTES));
        var properties = properties(machine);
        properties.put("link", link);
        properties.put("url", url);
        return activity(id, ActivityType.EMAIL_CLICKED, properties, suppressTriggers, now);
    }

    private Map<String, String> properties(boolean machine) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("delivery_id", Ids.hex(deliveryId));
        properties.put("journey_id", flow);
        properties.put("step_id", step);
        properties.put("machine", Boolean.toString(machine));
        return properties;
    }

    private ActivityRecorded activity(
            UUID id, String type, Map<String, String> properties, boolean suppressTriggers, Instant now) {
        return new ActivityRecorded(
                id, accountId, audienceId, contactId, type, null, properties, now, now, "email", suppressTriggers);
    }
}
