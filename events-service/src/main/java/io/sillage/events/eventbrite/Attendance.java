package io.sillage.events.eventbrite;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.ActivityType;
import io.sillage.events.contact.Contact;
import io.sillage.events.integration.Ignored;
import io.sillage.platform.id.Ids;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Something that somebody did at Eventbrite.
///
/// @param cause the same cause is the same thing, however often it is told
record Attendance(String type, String email, String cause, Map<String, String> properties) {

    private static final String SOURCE = "eventbrite";

    /// From an order: whoever bought, once, however many tickets.
    static Attendance ofOrder(JsonNode order) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("event_id", order.path("event_id").asText());
        properties.put("order_id", order.path("id").asText());
        return new Attendance(
                ActivityType.EVENTBRITE_ORDER_PLACED,
                email(order),
                order.path("id").asText(),
                properties);
    }

    /// From an attendee whose ticket was scanned. Scanned again after it was taken back, it counts again.
    static Attendance ofAttendee(JsonNode attendee) {
        if (!attendee.path("checked_in").asBoolean(true)) {
            throw new Ignored("The attendee is not checked in any more.");
        }
        var properties = new LinkedHashMap<String, String>();
        properties.put("event_id", attendee.path("event_id").asText());
        properties.put("order_id", attendee.path("order_id").asText());
        properties.put("attendee_id", attendee.path("id").asText());
        return new Attendance(
                ActivityType.EVENTBRITE_CHECKED_IN,
                email(attendee.path("profile")),
                attendee.path("id").asText() + ":" + attendee.path("changed").asText(),
                properties);
    }

    private static String email(JsonNode person) {
        var email = person.hasNonNull("email") ? person.path("email").asText().strip() : "";
        if (email.isEmpty()) {
            throw new Ignored("There is no email address.");
        }
        return email;
    }

    ActivityRecorded recorded(Contact contact, Instant now) {
        return new ActivityRecorded(
                Ids.derived(contact.contactId(), type, cause),
                contact.accountId(),
                contact.audienceId(),
                contact.contactId(),
                type,
                null,
                properties,
                now,
                now,
                SOURCE,
                false);
    }
}
