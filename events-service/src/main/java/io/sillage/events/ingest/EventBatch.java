package io.sillage.events.ingest;

import io.sillage.contracts.ActivityRecorded;
import io.sillage.events.contact.Contact;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import io.sillage.platform.http.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Many events of contacts of one audience. What is wrong with one says nothing about the others.
///
/// @param entries events that keep every rule, in the order of the request
/// @param refused what is wrong with the others
record EventBatch(List<Entry> entries, List<RefusedEvent> refused) {

    static final int MOST = 1_000;

    /// @param index where it stands in the request
    /// @param subscriber whose it is: an address, a hash of one, or a contact's id
    /// @param field that names the subscriber
    record Entry(int index, String subscriber, String field, NewEvent event, IdempotencyKey key) {

        ActivityRecorded recorded(Contact contact, Instant now) {
            return event.recorded(contact, key, NewEvent.API, now);
        }
    }

    /// What became of a batch whose contacts were looked for.
    record Outcome(List<ActivityRecorded> activities, List<RefusedEvent> refused) {}

    /// Fails with 400 if this is no list of at most [#MOST] events.
    static EventBatch of(JsonBody body, Instant now) {
        var field = body.field("events");
        if (!field.isPresent()) {
            field.required();
        }
        var events = field.array(MOST);
        body.verify();
        var batch = new EventBatch(new ArrayList<>(), new ArrayList<>());
        var index = 0;
        for (var event : events.orElse(List.of())) {
            batch.read(index++, event, now);
        }
        return batch;
    }

    private void read(int index, JsonField field, Instant now) {
        try {
            entries.add(entry(index, JsonBody.of(field.node()), now));
        } catch (Problem problem) {
            refused.addAll(RefusedEvent.of(index, problem));
        }
    }

    private static Entry entry(int index, JsonBody body, Instant now) {
        var address = body.field("email_address").text().filter(text -> !text.isBlank());
        var id = body.field("contact_id").text().filter(text -> !text.isBlank());
        if (address.isEmpty() && id.isEmpty()) {
            body.reject("email_address", "Either this field or contact_id is required.");
        }
        var key = body.field("id").text();
        var event = NewEvent.of(body, now);
        return new Entry(
                index,
                id.or(() -> address).orElseThrow().strip(),
                id.isPresent() ? "contact_id" : "email_address",
                event,
                IdempotencyKey.of("id", key.orElse(null)));
    }

    List<String> subscribers() {
        return entries.stream().map(Entry::subscriber).toList();
    }

    /// @param contacts of the entries, in their order
    Outcome outcome(List<Optional<Contact>> contacts, Instant now) {
        var activities = new ArrayList<ActivityRecorded>(entries.size());
        var all = new ArrayList<>(refused);
        for (var i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            contacts.get(i)
                    .ifPresentOrElse(
                            contact -> activities.add(entry.recorded(contact, now)), () -> all.add(unknown(entry)));
        }
        all.sort(Comparator.comparingInt(RefusedEvent::index));
        return new Outcome(activities, all);
    }

    private static RefusedEvent unknown(Entry entry) {
        return new RefusedEvent(entry.index(), entry.field(), "The list has no such contact.");
    }
}
