package io.sillage.events.newcomer;

import io.sillage.contracts.ActivityRecorded;
import io.sillage.events.contact.Contacts;
import io.sillage.events.contact.Identity;
import io.sillage.platform.database.Columns;
import io.sillage.platform.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// Records what people did in the transaction that it follows from: as activities, or to wait until they are contacts.
@ApplicationScoped
public class Newcomers {

    private static final String WAIT = """
            insert into waiting_activity (id, account_id, audience_id, person, type, properties, occurred_at,
                                          received_at, suppress_triggers, source)
            select a.id, $1, $2, $3, a.type, cast(a.properties as jsonb), a.occurred_at, a.received_at,
                   a.suppress_triggers, a.source
              from unnest($4::uuid[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[], $9::boolean[],
                          $10::text[])
                   as a (id, type, properties, occurred_at, received_at, suppress_triggers, source)
            on conflict do nothing""";

    private static final UUID NOBODY = new UUID(0, 0);

    private final Contacts contacts;
    private final Outbox outbox;
    private final WaitingActivityPoller waiting;

    Newcomers(Contacts contacts, Outbox outbox, WaitingActivityPoller waiting) {
        this.contacts = contacts;
        this.outbox = outbox;
        this.waiting = waiting;
    }

    /// Somebody of whom something is told.
    ///
    /// @param identity by an address or a phone number: contacts that are not there yet have no id
    public record Person(UUID accountId, UUID audienceId, Identity identity) {}

    /// @param activities of a contact id, by ids that do not depend on it
    public Uni<Void> record(
            SqlConnection transaction, Person person, Function<UUID, List<ActivityRecorded>> activities) {
        return contacts.find(transaction, person.accountId(), person.audienceId(), person.identity())
                .chain(found -> found.isPresent()
                        ? outbox.append(
                                transaction, activities.apply(found.get().contactId()))
                        : await(transaction, person, activities.apply(NOBODY)));
    }

    private Uni<Void> await(SqlConnection transaction, Person person, List<ActivityRecorded> activities) {
        return transaction
                .preparedQuery(WAIT)
                .execute(Tuple.from(List.of(
                        person.accountId(),
                        person.audienceId(),
                        person.identity().key(),
                        activities.stream().map(ActivityRecorded::id).toArray(UUID[]::new),
                        activities.stream().map(ActivityRecorded::type).toArray(String[]::new),
                        activities.stream()
                                .map(each ->
                                        JsonObject.mapFrom(each.properties()).encode())
                                .toArray(String[]::new),
                        activities.stream()
                                .map(each -> Columns.timestamp(each.occurredAt()))
                                .toArray(OffsetDateTime[]::new),
                        activities.stream()
                                .map(each -> Columns.timestamp(each.receivedAt()))
                                .toArray(OffsetDateTime[]::new),
                        activities.stream()
                                .map(ActivityRecorded::suppressTriggers)
                                .toArray(Boolean[]::new),
                        activities.stream().map(ActivityRecorded::source).toArray(String[]::new))))
                .invoke(waiting::wake)
                .replaceWithVoid();
    }
}
