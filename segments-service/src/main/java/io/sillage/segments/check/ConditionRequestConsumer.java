package io.sillage.segments.check;

import io.sillage.contracts.CheckCondition;
import io.sillage.contracts.Message;
import io.sillage.platform.messaging.Consumption;
import io.sillage.segments.projection.ContactKey;
import io.sillage.segments.projection.ContactRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Answers requests for conditions as they come, or parks them.
@ApplicationScoped
class ConditionRequestConsumer {

    private final Consumption consumption;
    private final Pool pool;
    private final ContactRepository contacts;
    private final CheckService checks;
    private final OverdueCheckPoller overdue;
    private final CheckConfig config;
    private final InstantSource clock;

    ConditionRequestConsumer(
            Consumption consumption,
            Pool pool,
            ContactRepository contacts,
            CheckService checks,
            OverdueCheckPoller overdue,
            CheckConfig config,
            InstantSource clock) {
        this.consumption = consumption;
        this.pool = pool;
        this.contacts = contacts;
        this.checks = checks;
        this.overdue = overdue;
        this.config = config;
        this.clock = clock;
    }

    @Incoming("condition-requests")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return consumption.consume(records, this::handle);
    }

    private Uni<Void> handle(List<Message> messages) {
        var giveUpAt = clock.instant().plus(config.patience());
        var requested = messages.stream()
                .filter(CheckCondition.class::isInstance)
                .map(message -> Check.of((CheckCondition) message, giveUpAt))
                .toList();
        return pool.withTransaction(transaction -> take(transaction, requested)).invoke(() -> overdue.wakeAt(giveUpAt));
    }

    private Uni<Void> take(SqlConnection transaction, List<Check> requested) {
        var keys = requested.stream()
                .map(check -> new ContactKey(check.contactId(), check.accountId(), check.audienceId()))
                .distinct()
                .toList();
        return contacts.lock(transaction, keys)
                .chain(locked -> checks.take(transaction, requested, locked, clock.instant()));
    }
}
