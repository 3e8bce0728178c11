package io.sillage.automation.contact;

import io.sillage.contracts.AccountChanged;
import io.sillage.contracts.Message;
import io.sillage.platform.messaging.Consumption;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Takes note of what accounts may do.
@ApplicationScoped
class AccountChangedConsumer {

    private final Consumption consumption;
    private final AccountRepository accounts;
    private final Pool pool;

    AccountChangedConsumer(Consumption consumption, AccountRepository accounts, Pool pool) {
        this.consumption = consumption;
        this.accounts = accounts;
        this.pool = pool;
    }

    @Incoming("accounts")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return consumption.consume(records, this::save);
    }

    private Uni<Void> save(List<Message> messages) {
        var changes = messages.stream()
                .filter(AccountChanged.class::isInstance)
                .map(AccountChanged.class::cast)
                .toList();
        return changes.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.withTransaction(transaction -> accounts.save(transaction, changes));
    }
}
