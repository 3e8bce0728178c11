package io.sillage.contacts.backlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.testing.infrastructure.SillageResource;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class BacklogTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @Inject
    Pool pool;

    @Inject
    Backlog backlog;

    private final UUID defective = UUID.randomUUID();

    @AfterEach
    void deleteDefective() {
        execute("delete from backlog where id = $1", Tuple.of(defective));
    }

    @Test
    void workThatFailsIsTriedAgainLaterAndHoldsUpNothing() {
        execute("""
                insert into backlog (id, kind, account_id, audience_id, subject, due_at)
                values ($1, 'REMOVE_TAG', $1, $1, 'no number', $2)""", Tuple.of(defective, LONG_AGO.atOffset(ZoneOffset.UTC)));
        backlog.wake();
        await().untilAsserted(() -> assertThat(dueOfDefective()).isAfter(LONG_AGO));

        var api = Api.ofNewAccount();
        var list = api.newList();
        var member = api.newMember(list, defective + "@example.org");
        api.delete(list).statusCode(204);

        var hash = member.substring(member.lastIndexOf('/') + 1);
        await().untilAsserted(() -> assertThat(execute("select from contact where email_hash = $1", Tuple.of(hash))
                        .iterator()
                        .hasNext())
                .isFalse());
        assertThat(dueOfDefective()).isAfter(LONG_AGO);
    }

    private Instant dueOfDefective() {
        return execute("select due_at from backlog where id = $1", Tuple.of(defective))
                .iterator()
                .next()
                .getOffsetDateTime(0)
                .toInstant();
    }

    private Iterable<Row> execute(String statement, Tuple parameters) {
        return pool.preparedQuery(statement).execute(parameters).await().atMost(Duration.ofSeconds(5));
    }
}
