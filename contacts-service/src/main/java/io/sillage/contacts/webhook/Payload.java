package io.sillage.contacts.webhook;

import static java.util.stream.Collectors.joining;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.contact.Addresses;
import io.sillage.contacts.contact.WebId;
import io.sillage.contacts.email.EmailAddress;
import io.sillage.contracts.ContactChanged;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes what a webhook is told: the body of a delivery, the same whichever webhook of the audience gets it.
final class Payload {

    private static final DateTimeFormatter FIRED_AT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private Payload() {}

    static String of(Notice notice, ContactChanged contact, Audience audience, Addresses addresses) {
        var data = new LinkedHashMap<String, Object>(notice.details());
        data.put("list_id", audience.listId());
        switch (notice.event()) {
            case SUBSCRIBE -> {
                person(data, contact, audience, addresses);
                data.put("ip_signup", addresses.ipSignup());
            }
            case UNSUBSCRIBE -> {
                person(data, contact, audience, addresses);
                data.put("campaign_id", "");
            }
            case PROFILE -> person(data, contact, audience, addresses);
            case CLEANED -> data.put("email", contact.email());
            case UPEMAIL, CAMPAIGN -> {}
        }
        return body(notice.event(), contact.occurredAt(), data);
    }

    /// That a contact was deleted for good: nothing but who it was, so that others can delete it too.
    static String ofErased(String email, String listId, Instant at) {
        var notice = Notices.deleted();
        var data = new LinkedHashMap<String, Object>(notice.details());
        data.put("list_id", listId);
        data.put("id", uniqueId(email));
        data.put("email", email);
        data.put("campaign_id", "");
        data.put("merges", Map.of("EMAIL", email));
        return body(notice.event(), at, data);
    }

    /// Empty for a contact that is known by its phone alone.
    private static String uniqueId(String email) {
        return email.isEmpty() ? "" : new EmailAddress(email).uniqueId();
    }

    private static void person(
            Map<String, Object> data, ContactChanged contact, Audience audience, Addresses addresses) {
        data.put("id", uniqueId(contact.email()));
        data.put("email", contact.email());
        data.put("email_type", contact.emailType());
        data.put("ip_opt", addresses.ipOpt());
        data.put("web_id", WebId.of(contact.contactId()));
        data.put("merges", merges(contact, audience));
    }

    /// All fields of the audience; one without a value is empty.
    private static Map<String, Object> merges(ContactChanged contact, Audience audience) {
        var merges = new LinkedHashMap<String, Object>();
        merges.put("EMAIL", contact.email());
        audience.fields()
                .list()
                .forEach(field -> merges.put(field.tag(), contact.fields().getOrDefault(field.tag(), "")));
        if (!audience.groups().hasNone()) {
            merges.put("INTERESTS", interests(contact, audience));
        }
        return merges;
    }

    /// The names of its groups. A comma inside a name is marked, so that the names can be told apart.
    private static String interests(ContactChanged contact, Audience audience) {
        return audience.groups().all().stream()
                .filter(group -> contact.groups().contains(group.id()))
                .map(group -> group.name().replace(",", "\\,"))
                .collect(joining(","));
    }

    private static String body(WebhookEvent event, Instant at, Map<String, Object> data) {
        return new FormBody()
                .add("type", event.word())
                .add("fired_at", FIRED_AT.format(at))
                .add("data", data)
                .encoded();
    }
}
