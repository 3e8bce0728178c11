package io.sillage.events.contact;

import io.sillage.contracts.AccountChanged;
import io.sillage.contracts.Message;
import io.sillage.events.position.Poll;
import io.sillage.events.position.Positions;
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
    private final Positions positions;
    private final Pool pool;
    private final Accounts accounts;

    AccountsConsumer(Consumption consumption, Positions positions, Pool pool, Accounts accounts) {
        this.consumption = consumption;
        this.positions = positions;
        this.pool = pool;
        this.accounts = accounts;
    }

    @Incoming("accounts")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        var poll = Poll.of(records);
        return consumption.consume(records, messages -> store(messages, poll)).chain(() -> positions.finished(poll));
    }

    private Uni<Void> store(List<Message> messages, Poll poll) {
        var changed = newest(messages);
        return pool.withTransaction(transaction -> accounts.put(transaction, changed)
                        .chain(() -> positions.put(transaction, poll, messages.size())))
                .invoke(() -> positions.committed(poll, messages.size()));
    }

    private static List<AccountChanged> newest(List<Message> messages) {
        var newest = new LinkedHashMap<UUID, AccountChanged>();
        for (var message : messages) {
            if (message instanceof AccountChanged changed) {
                newest.merge(
                        changed.accountId(), changed, (one, other) -> other.version() > one.version() ? other : one);
            }
        }
        return List.copyOf(newest.values());
    }
}
