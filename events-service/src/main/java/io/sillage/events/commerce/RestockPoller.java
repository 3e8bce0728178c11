package io.sillage.events.commerce;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sillage.contracts.ActivityType;
import io.sillage.events.commerce.Stock.Item;
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
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// Tells those who wait for a variant that it is available again, some at a time.
@ApplicationScoped
class RestockPoller {

    private static final int AT_ONCE = 200;
    private static final Duration SOON = Duration.ofMillis(200);

    static final String TAKE = """
            select r.id, r.store, r.product_id, r.variant_id, r.at, r.told_until,
                   coalesce((select p.doc ->> 'title' from product p
                              where p.store = r.store and p.parent = '' and p.id = r.product_id), '') as title
              from restock r order by r.id limit 1 for update of r skip locked""";

    static final String WATCHERS = """
            select w.customer_id, found.contact_id
              from stock_watch w
              join customer c on c.store = w.store and c.parent = '' and c.id = w.customer_id
              left join lateral (
                   select contact_id from contact
                    where audience_id = $5 and email_hash = c.email_hash
                    order by changed_at desc limit 1) as found on true
             where w.store = $1 and w.product_id = $2 and w.variant_id = $3 and w.customer_id > $4 and w.since < $6
             order by w.customer_id limit $7""";

    private final Pool pool;
    private final Stores stores;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final InstantSource clock;
    private final Alarm alarm;

    RestockPoller(Pool pool, Stores stores, Outbox outbox, OutboxRelay relay, InstantSource clock, Alarms alarms) {
        this.pool = pool;
        this.stores = stores;
        this.outbox = outbox;
        this.relay = relay;
        this.clock = clock;
        this.alarm = alarms.alarm("restock", this::tellSome);
    }

    private record Restock(UUID id, UUID store, Item item, Instant at, String toldUntil, String title) {}

    private record Watcher(String customerId, Optional<UUID> contactId) {}

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    void stop(@Observes ShutdownEvent stop) {
        alarm.stop();
    }

    /// In a moment, when the transaction that there is something to do in is committed.
    void wake() {
        alarm.wakeAt(clock.instant().plus(SOON));
    }

    private Uni<Optional<Instant>> tellSome() {
        return pool.withTransaction(transaction -> take(transaction)
                        .chain(restock -> restock.isEmpty()
                                ? Uni.createFrom().item(Optional.<Instant>empty())
                                : tell(transaction, restock.get()).replaceWith(() -> Optional.of(clock.instant()))))
                .invoke(relay::wake);
    }

    private static Uni<Optional<Restock>> take(SqlConnection transaction) {
        return transaction.preparedQuery(TAKE).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(RestockPoller::restock)
                .findFirst());
    }

    private Uni<Void> tell(SqlConnection transaction, Restock restock) {
        return stores.find(transaction, restock.store())
                .chain(store -> store.isEmpty()
                        ? finish(transaction, restock)
                        : watchers(transaction, restock, store.get())
                                .call(watchers -> announce(transaction, restock, store.get(), watchers))
                                .chain(watchers -> watchers.size() < AT_ONCE
                                        ? finish(transaction, restock)
                                        : goOn(transaction, restock, watchers.getLast())));
    }

    private static Uni<List<Watcher>> watchers(SqlConnection transaction, Restock restock, Store store) {
        return transaction
                .preparedQuery(WATCHERS)
                .execute(Tuple.from(List.of(
                        restock.store(),
                        restock.item().productId(),
                        restock.item().variantId(),
                        restock.toldUntil(),
                        store.audienceId(),
                        Columns.timestamp(restock.at()),
                        AT_ONCE)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Watcher(
                                row.getString("customer_id"), Optional.ofNullable(row.getUUID("contact_id"))))
                        .toList());
    }

    private Uni<Void> announce(SqlConnection transaction, Restock restock, Store store, List<Watcher> watchers) {
        var now = clock.instant();
        var properties = Stock.properties(store, restock.item(), restock.title());
        var activities = watchers.stream()
                .flatMap(watcher -> watcher.contactId().stream().map(contactId -> new Fact(
                                ActivityType.PRODUCT_BACK_IN_STOCK,
                                restock.id() + ":" + watcher.customerId(),
                                properties,
                                restock.at())
                        .recorded(store, contactId, now)))
                .toList();
        Log.infof(
                "Back in stock store=%s product=%s variant=%s told=%d",
                store.key(), restock.item().productId(), restock.item().variantId(), activities.size());
        return outbox.append(transaction, activities);
    }

    private static Uni<Void> goOn(SqlConnection transaction, Restock restock, Watcher last) {
        return transaction
                .preparedQuery("update restock set told_until = $2 where id = $1")
                .execute(Tuple.of(restock.id(), last.customerId()))
                .replaceWithVoid();
    }

    private static Uni<Void> finish(SqlConnection transaction, Restock restock) {
        return transaction
                .preparedQuery("delete from restock where id = $1")
                .execute(Tuple.of(restock.id()))
                .replaceWithVoid();
    }

    private static Restock restock(Row row) {
        return new Restock(
                row.getUUID("id"),
                row.getUUID("store"),
                new Item(row.getString("product_id"), row.getString("variant_id")),
                Columns.instant(row, "at"),
                row.getString("told_until"),
                row.getString("title"));
    }
}
