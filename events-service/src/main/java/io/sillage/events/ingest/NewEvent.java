package io.sillage.events.ingest;

import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.ActivityType;
import io.sillage.events.contact.Contact;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/// What an application tells about a contact, checked against every rule.
///
/// @param name 2 to 30 letters, digits, `_` and `-`
/// @param syncing a historical or bulk event that must not start flows
public record NewEvent(String name, Map<String, String> properties, Instant occurredAt, boolean syncing) {

    /// Clocks of applications may be ahead of ours by so much.
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    static final String API = "api";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{2,30}");

    /// Fails with 400 and names all that is wrong. Without a time it occurred at `now`.
    public static NewEvent of(JsonBody body, Instant now) {
        var name = name(body.field("name"));
        var properties = EventProperties.of(body.field("properties"));
        var occurredAt = occurredAt(body.field("occurred_at"), now);
        var syncing = body.field("is_syncing").bool();
        body.verify();
        return new NewEvent(name, properties, occurredAt, syncing.orElse(false));
    }

    /// The event as an activity of this contact.
    ///
    /// @param source who told
    public ActivityRecorded recorded(Contact contact, IdempotencyKey key, String source, Instant now) {
        return new ActivityRecorded(
                key.activityId(contact.contactId(), now),
                contact.accountId(),
                contact.audienceId(),
                contact.contactId(),
                ActivityType.EVENT,
                name,
                properties,
                occurredAt,
                now,
                source,
                syncing);
    }

    private static String name(JsonField field) {
        var text = field.required().text();
        text.filter(name -> !name.isBlank() && !NAME.matcher(name).matches())
                .ifPresent(_ -> field.reject(
                        "The name of an event has 2 to 30 characters: letters, digits, underscores and hyphens."));
        return text.orElse("");
    }

    private static Instant occurredAt(JsonField field, Instant now) {
        return field.instant()
                .filter(instant -> isPlausible(field, instant, now))
                .orElse(now);
    }

    private static boolean isPlausible(JsonField field, Instant instant, Instant now) {
        if (instant.isAfter(now.plus(TOLERANCE))) {
            field.reject("This value is more than 5 minutes in the future.");
            return false;
        }
        return true;
    }
}
