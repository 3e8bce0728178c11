package io.sillage.events.ledger;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sillage.events.ledger.RetentionRepository.Work;
import io.sillage.platform.time.Alarm;
import io.sillage.platform.time.Alarms;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/// Forgets what happened long ago: whole months, as soon as no account keeps them, and before that what single
/// accounts do not keep. Nothing else than activities is deleted.
@ApplicationScoped
class RetentionPoller {

    private static final int CONTACTS_AT_ONCE = 200;
    private static final int KEYS_AT_ONCE = 5_000;

    /// Longer than the topic keeps activities, and than any provider tries again.
    private static final Duration KEYS_KEPT = Duration.ofDays(60);

    private static final Duration PERIOD = Duration.ofMinutes(10);

    private final RetentionRepository repository;
    private final RetentionConfig config;
    private final MonthRepository months;
    private final Pool pool;
    private final InstantSource clock;
    private final Alarm alarm;

    /// Alarms ring more often than there is something to do here.
    private Instant next = Instant.MIN;

    RetentionPoller(
            RetentionRepository repository,
            RetentionConfig config,
            MonthRepository months,
            Pool pool,
            InstantSource clock,
            Alarms alarms) {
        this.repository = repository;
        this.config = config;
        this.months = months;
        this.pool = pool;
        this.clock = clock;
        this.alarm = alarms.alarm("retention", this::work);
    }

    void start(@Observes StartupEvent start) {
        alarm.wake();
    }

    void stop(@Observes ShutdownEvent stop) {
        alarm.stop();
    }

    private Uni<Optional<Instant>> work() {
        var now = clock.instant();
        return now.isBefore(next)
                ? Uni.createFrom().item(Optional.of(next))
                : deleteSome()
                        .invoke(more -> next = more ? now : now.plus(PERIOD))
                        .map(_ -> Optional.of(next));
    }

    /// Emits whether there may be more. Visible for tests, which do not wait for the alarm.
    Uni<Boolean> deleteSome() {
        return repository.longest(config.months()).chain(longest -> dropMonths(longest)
                .chain(dropped -> pool.withTransaction(transaction -> deleteOfAccount(transaction, longest))
                        .chain(deleted -> deleteKeys().map(more -> more || deleted || dropped > 0))));
    }

    private Uni<Boolean> deleteKeys() {
        return repository
                .deleteKeys(clock.instant().minus(KEYS_KEPT), KEYS_AT_ONCE)
                .map(deleted -> deleted == KEYS_AT_ONCE);
    }

    private Uni<Integer> dropMonths(int longest) {
        if (longest == 0) {
            return Uni.createFrom().item(0);
        }
        var before = thisMonth().minusMonths(longest);
        return repository.dropMonths(before).invoke(dropped -> {
            if (dropped > 0) {
                months.forget();
                Log.infof("Old months dropped before=%s number=%d", before, dropped);
            }
        });
    }

    private Uni<Boolean> deleteOfAccount(SqlConnection transaction, int longest) {
        var limit = longest == 0 ? Integer.MAX_VALUE : longest;
        return repository.take(transaction, thisMonth(), limit).chain(work -> work.map(
                        found -> delete(transaction, found).replaceWith(true))
                .orElseGet(() -> Uni.createFrom().item(false)));
    }

    private Uni<Void> delete(SqlConnection transaction, Work work) {
        return repository
                .deleteSome(transaction, work, CONTACTS_AT_ONCE)
                .invoke(() ->
                        Log.debugf("Old activities deleted account=%s before=%s", work.accountId(), work.before()));
    }

    private LocalDate thisMonth() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).withDayOfMonth(1);
    }
}
