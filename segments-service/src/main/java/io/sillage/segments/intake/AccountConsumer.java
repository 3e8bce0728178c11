package io.sillage.segments.intake;

import io.sillage.contracts.AccountChanged;
import io.sillage.contracts.Message;
import io.sillage.platform.messaging.Consumption;
import io.sillage.segments.membership.DefinitionPoller;
import io.sillage.segments.projection.AccountRepository;
import io.sillage.segments.segment.SegmentService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/// Keeps what plans mean for conditions: when an account sees events further back or less far, its segments are
/// evaluated anew.
@ApplicationScoped
class AccountConsumer {

    private final Consumption consumption;
    private final Pool pool;
    private final AccountRepository accounts;
    private final SegmentService service;
    private final DefinitionPoller definitions;

    AccountConsumer(
            Consumption consumption,
            Pool pool,
            AccountRepository accounts,
            SegmentService service,
            DefinitionPoller definitions) {
        this.consumption = consumption;
        this.pool = pool;
        this.accounts = accounts;
        this.service = service;
        this.definitions = definitions;
    }

    @Incoming("accounts")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return consumption.consume(records, this::handle);
    }

    private Uni<Void> handle(List<Message> messages) {
        return Multi.createFrom()
                .iterable(messages)
                .onItem()
                .transformToUniAndConcatenate(this::take)
                .collect()
                .last()
                .invoke(definitions::wake);
    }

    private Uni<Void> take(Message message) {
        return message instanceof AccountChanged changed
                ? pool.withTransaction(transaction -> store(transaction, changed))
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> store(SqlConnection transaction, AccountChanged changed) {
        return accounts.save(transaction, changed)
                .chain(isNews -> isNews
                        ? service.changeEventWindow(
                                transaction,
                                changed.accountId(),
                                changed.entitlements().eventWindow())
                        : Uni.createFrom().voidItem());
    }
}
