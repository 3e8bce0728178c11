package io.sillage.contacts.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.sillage.contacts.Api;
import io.sillage.contracts.AccountChanged;
import io.sillage.contracts.Entitlements;
import io.sillage.contracts.Topic;
import io.sillage.platform.id.Ids;
import io.sillage.platform.outbox.OutboxRelay;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.time.Period;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class PlanChangesTest {

    @Inject
    PlanChanges planChanges;

    @Inject
    OutboxRelay relay;

    @Test
    void accountsOfAnEditedPlanAreToldOnce() throws Throwable {
        String id = Api.operator()
                .post("/admin/accounts", "{\"name\": \"Shop\", \"plan\": \"essentials\"}")
                .statusCode(200)
                .extract()
                .path("account_id");
        var edited = new Entitlements(10, Period.ofDays(60), true, 1, true, 5, false, 2);

        announceToAll(new Plan("essentials", edited));
        announceToAll(new Plan("essentials", edited));
        relay.wake();

        var told = TestTopics.awaitOne(
                Topic.ACCOUNTS,
                AccountChanged.class,
                each -> Ids.hex(each.accountId()).equals(id) && each.version() == 2);
        assertThat(told.entitlements()).isEqualTo(edited);
        Api.operator().patch("/admin/accounts/" + id, "{\"name\": \"Other\"}").statusCode(200);
        var renamed = TestTopics.await(
                Topic.ACCOUNTS,
                AccountChanged.class,
                each -> Ids.hex(each.accountId()).equals(id),
                3);
        assertThat(renamed).hasSize(3);
        assertThat(renamed.getLast().entitlements()).isEqualTo(edited);
    }

    private void announceToAll(Plan plan) throws Throwable {
        Optional<UUID> position = PlanChanges.START;
        while (position.isPresent()) {
            var from = position.get();
            position = VertxContextSupport.subscribeAndAwait(
                    () -> Panache.withTransaction(() -> planChanges.announce(plan, from)));
        }
    }
}
