package io.sillage.contacts.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.sillage.contracts.DeleteTag;
import io.sillage.contracts.Message;
import io.sillage.testing.infrastructure.SillageResource;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class InboxRepositoryTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Inject
    InboxRepository inbox;

    @Test
    void messageIsFreshOnce() throws Throwable {
        var one = message();
        var other = message();

        assertThat(note(List.of(one, other, one), NOW)).containsExactly(one, other);
        assertThat(note(List.of(other, one), NOW)).isEmpty();
    }

    @Test
    void messagesAreForgottenAfterThirtyDays() throws Throwable {
        var old = message();
        var recent = message();
        note(List.of(old), NOW);
        note(List.of(recent), NOW.plusSeconds(1));

        inTransaction(() -> inbox.purge(NOW.plus(Duration.ofDays(30)).plusMillis(500)));

        assertThat(note(List.of(old, recent), NOW)).containsExactly(old);
    }

    private List<Message> note(List<Message> messages, Instant now) throws Throwable {
        return inTransaction(() -> inbox.note(messages, now));
    }

    private static <T> T inTransaction(Supplier<Uni<T>> work) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(work));
    }

    private static Message message() {
        return new DeleteTag(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), 1, NOW);
    }
}
