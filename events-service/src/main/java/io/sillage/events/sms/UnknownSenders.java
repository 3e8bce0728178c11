package io.sillage.events.sms;

import io.quarkus.logging.Log;
import io.sillage.events.contact.Identity;
import io.sillage.events.integration.Integration;
import io.sillage.events.newcomer.Newcomers;
import io.sillage.events.newcomer.Newcomers.Person;
import io.sillage.platform.outbox.Outbox;
import io.sillage.platform.outbox.OutboxRelay;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/// People whose number is not known: they become contacts who have not agreed to anything, and what they wrote is
/// recorded as soon as they are. Rule E12 of `docs/rules.md`.
@ApplicationScoped
class UnknownSenders {

    private final Pool pool;
    private final Newcomers newcomers;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final InstantSource clock;

    UnknownSenders(Pool pool, Newcomers newcomers, Outbox outbox, OutboxRelay relay, InstantSource clock) {
        this.pool = pool;
        this.newcomers = newcomers;
        this.outbox = outbox;
        this.relay = relay;
        this.clock = clock;
    }

    Uni<Void> record(Integration integration, InboundSms sms, Identity sender) {
        var now = clock.instant();
        var audienceId = Objects.requireNonNull(integration.audienceId());
        var person = new Person(integration.accountId(), audienceId, sender);
        return pool.withTransaction(transaction -> outbox.append(
                                transaction, sms.introduction(integration.accountId(), audienceId, now))
                        .chain(() -> newcomers.record(
                                transaction,
                                person,
                                contactId ->
                                        List.of(sms.received(integration.accountId(), audienceId, contactId, now)))))
                .invoke(() -> Log.infof(
                        "Unknown sender of a text message introduced integration=%s account=%s message=%s",
                        integration.id(), integration.accountId(), sms.messageId()))
                .invoke(relay::wake);
    }
}
