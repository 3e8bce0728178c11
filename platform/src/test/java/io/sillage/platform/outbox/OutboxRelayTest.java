package io.sillage.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.ContactErased;
import io.sillage.contracts.Topic;
import io.sillage.platform.id.Ids;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(SillageResource.class)
class OutboxRelayTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Pool pool;
    private final Outbox outbox;
    private final OutboxRelay relay;

    OutboxRelayTest(Pool pool, Outbox outbox, OutboxRelay relay) {
        this.pool = pool;
        this.outbox = outbox;
        this.relay = relay;
    }

    @Test
    void messagesOfOneKeyArriveInTheOrderOfTheirTransactions() {
        // Given
        var contact = UUID.randomUUID();

        // When
        IntStream.range(0, 200).forEach(version -> commit(List.of(erased(contact, version))));
        relay.wake();

        // Then
        var versions = new ArrayList<Long>();
        TestTopics.await(
                        Topic.CONTACTS,
                        ContactErased.class,
                        message -> message.contactId().equals(contact),
                        200)
                .forEach(message -> versions.add(message.version()));
        assertThat(versions).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void messagesOfOneKeyThatShareARowArriveInTheirOrderAmongTheOthers() {
        // Given
        var contact = UUID.randomUUID();
        var other = UUID.randomUUID();

        // When
        commit(List.of(erased(contact, 0)));
        commit(IntStream.rangeClosed(1, 1_200)
                .mapToObj(version -> erased(version % 2 == 0 ? contact : other, version))
                .toList());
        commit(List.of(erased(contact, 1_300)));
        relay.wake();

        // Then
        var arrived = TestTopics.await(
                Topic.CONTACTS,
                ContactErased.class,
                message -> message.contactId().equals(contact),
                602);
        assertThat(arrived).extracting(ContactErased::version).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whatWasSentIsGoneFromTheOutbox() {
        commit(IntStream.range(0, 1_200)
                .mapToObj(version -> erased(UUID.randomUUID(), version))
                .toList());
        relay.wake();

        await().untilAsserted(() -> assertThat(waiting()).isZero());
    }

    @Test
    void aTransactionThatFailsSendsNothing() {
        var contact = UUID.randomUUID();
        var failing = pool.withTransaction(connection -> outbox.append(connection, erased(contact, 1))
                .chain(() -> connection.query("select 1/0").execute()));

        assertThat(failing.onFailure().recoverWithNull().await().indefinitely()).isNull();
        commit(List.of(erased(contact, 2)));
        relay.wake();

        var arrived = TestTopics.await(
                Topic.CONTACTS,
                ContactErased.class,
                message -> message.contactId().equals(contact),
                1);
        assertThat(arrived).extracting(ContactErased::version).containsExactly(2L);
    }

    private void commit(List<ContactErased> messages) {
        pool.withTransaction(connection -> outbox.append(connection, messages))
                .await()
                .indefinitely();
    }

    private long waiting() {
        return pool.query("select count(*) from outbox")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private static ContactErased erased(UUID contact, long version) {
        return new ContactErased(
                Ids.newId(NOW), UUID.randomUUID(), UUID.randomUUID(), contact, version, NOW.plusMillis(version));
    }
}
