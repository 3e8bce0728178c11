package io.sillage.events.newcomer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.platform.database.Columns;
import io.sillage.platform.outbox.Outbox;
import io.sillage.platform.outbox.OutboxRelay;
import io.sillage.platform.time.Alarm;
import io.sillage.platform.time.Alarms;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Records what waited for people to become contacts, as soon as they are. Who never becomes one, because the address
/// is none or was deleted for good, is waited for some days.
@ApplicationScoped
class WaitingActivityPoller {

    private static final int AT_ONCE = 200;
    private static final Duration LONGEST_WAIT = Duration.ofDays(7);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration FRESH = Duration.ofMinutes(1);

    static final String TAKE = """
            with found as (
                select w.id, c.contact_id
                  from waiting_activity w
                 cross join lateral (
                       (select contact_id, changed_at from contact
                         where audience_id = w.audience_id and email_hash = w.person
                         order by changed_at desc limit 1)
                        union all
                       (select contact_id, changed_at from contact
                         where audience_id = w.audience_id and phone_sha256 = w.person
                         order by changed_at desc limit 1)
                        order by changed_at desc limit 1) as c
                 order by w.received_at limit $1 for update of w skip locked
            )
            delete from waiting_activity w using found where w.id = found.id
            returning w.*, found.contact_id""";

    static final String DELETE_OLD = """
            delete from waiting_activity where id in (
              select id from waiting_activity where received_at < $1 limit $2)""";

    static final String NEWEST = "select max(received_at) as newest from waiting_activity";

    private final Pool pool;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final InstantSource clock;
    private final Alarm alarm;

    WaitingActivityPoller(Pool pool, Outbox outbox, OutboxRelay relay, InstantSource clock, Alarms alarms) {
        this.pool = pool;
        this.outbox = outbox;
        this.relay = relay;
        this.clock = clock;
        this.alarm = alarms.alarm("activities of newcomers", this::work);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    void stop(@Observes ShutdownEvent stop) {
        alarm.stop();
    }

    void wake() {
        alarm.wakeAt(clock.instant().plus(SOON));
    }

    private Uni<Optional<Instant>> work() {
        return pool.withTransaction(this::takeSome)
                .invoke(relay::wake)
                .chain(taken -> taken == AT_ONCE
                        ? Uni.createFrom().item(Optional.of(clock.instant()))
                        : deleteOld().chain(this::next));
    }

    private Uni<Integer> takeSome(SqlConnection transaction) {
        return transaction
                .preparedQuery(TAKE)
                .execute(Tuple.of(AT_ONCE))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(WaitingActivityPoller::activity)
                        .toList())
                .call(activities -> outbox.append(transaction, activities))
                .map(List::size);
    }

    private Uni<Void> deleteOld() {
        return pool.preparedQuery(DELETE_OLD)
                .execute(Tuple.of(Columns.timestamp(clock.instant().minus(LONGEST_WAIT)), AT_ONCE))
                .replaceWithVoid();
    }

    /// Soon, if something came a moment ago.
    private Uni<Optional<Instant>> next() {
        return pool.preparedQuery(NEWEST).execute().map(rows -> Optional.ofNullable(
                        Columns.optionalInstant(rows.iterator().next(), "newest"))
                .filter(newest -> newest.isAfter(clock.instant().minus(FRESH)))
                .map(_ -> clock.instant().plus(SOON)));
    }

    private static ActivityRecorded activity(Row row) {
        Map<String, String> properties = row.getJsonObject("properties").getMap().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> String.valueOf(each.getValue())));
        return new ActivityRecorded(
                row.getUUID("id"),
                row.getUUID("account_id"),
                row.getUUID("audience_id"),
                row.getUUID("contact_id"),
                row.getString("type"),
                null,
                properties,
                Columns.instant(row, "occurred_at"),
                Columns.instant(row, "received_at"),
                row.getString("source"),
                row.getBoolean("suppress_triggers"));
    }
}
