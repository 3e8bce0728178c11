package io.sillage.events.contact;

import io.sillage.contracts.AccountChanged;
import io.sillage.contracts.Message;
import io.sillage.platform.messaging.Consumption;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Keeps what matters here of accounts.
@ApplicationScoped
class AccountsConsumer {

    private final Consumption consumption;
    private final Pool pool;
    private final Accounts accounts;

    AccountsConsumer(Consumption consumption, Pool pool, Accounts accounts) {
        this.consumption = consumption;
        this.pool = pool;
        this.accounts = accounts;
    }

    @Incoming("accounts")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return consumption.consume(records, this::store);
    }

    private Uni<Void> store(List<Message> messages) {
        var newest = new LinkedHashMap<UUID, AccountChanged>();
        for (var message : messages) {
            if (message instanceof AccountChanged changed) {
                newest.merge(
                        changed.accountId(), changed, (one, other) -> other.version() > one.version() ? other : one);
            }
        }
        return newest.isEmpty()
                ? Uni.createFrom().voidItem()
                : pool.withTransaction(transaction -> accounts.put(transaction, List.copyOf(newest.values())));
    }
}
