package io.sillage.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.events.Database;
import io.sillage.events.Plans;
import io.sillage.events.Shop;
import io.sillage.events.Shop.Person;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class RetentionTest {

    @Inject
    RetentionPoller poller;

    @Inject
    InstantSource clock;

    private Instant monthsAgo(int months) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .withDayOfMonth(1)
                .minusMonths(months)
                .atTime(12, 0)
                .toInstant(ZoneOffset.UTC);
    }

    private static void post(Shop shop, Person person, Instant at) {
        shop.post(person, "{\"name\": \"happened\", \"occurred_at\": \"%s\"}".formatted(at))
                .statusCode(204);
    }

    private static long eventsOf(Person person) {
        return Database.count("activity where type = 'event' and contact_id = '%s'".formatted(person.contactId()));
    }

    /// Until nothing is left to do.
    private void deleteAll() {
        await().until(() -> !poller.deleteSome().subscribeAsCompletionStage().get());
    }

    @Test
    void whatNobodyKeepsIsDropped() {
        var shop = Shop.open();
        var ada = shop.person();
        post(shop, ada, monthsAgo(25));
        post(shop, ada, monthsAgo(24));
        await().until(() -> eventsOf(ada) == 2);
        var patron = Shop.open();
        patron.keeps(24);
        await().until(() -> Database.count("account where account_id = '%s'".formatted(patron.accountId)) == 1);

        deleteAll();

        assertThat(eventsOf(ada)).isEqualTo(1);
        assertThat(Database.count("pg_class where relname = 'activity_%s'"
                        .formatted(monthsAgo(25).toString().substring(0, 7).replace('-', '_'))))
                .isZero();
        shop.get(ada);
        post(shop, ada, monthsAgo(25));
        await().until(() -> eventsOf(ada) == 2); // a month can come back
    }

    @Test
    void whatAnAccountDoesNotKeepIsDeleted() {
        var forgetful = Shop.open();
        var ada = forgetful.person();
        var bob = forgetful.person();
        var other = Shop.open();
        var grace = other.person();
        for (var months : new int[] {0, 2, 3, 4}) {
            post(forgetful, ada, monthsAgo(months));
            post(forgetful, bob, monthsAgo(months));
            post(other, grace, monthsAgo(months));
        }
        await().until(() -> eventsOf(ada) + eventsOf(bob) + eventsOf(grace) == 12);

        forgetful.keeps(3);
        await().until(() ->
                Database.count("account where activity_months = 3 and account_id = '%s'".formatted(forgetful.accountId))
                        == 1);
        deleteAll();

        assertThat(eventsOf(ada)).isEqualTo(3);
        assertThat(eventsOf(bob)).isEqualTo(3);
        assertThat(eventsOf(grace)).isEqualTo(4);
        forgetful.get(ada).statusCode(200);
    }

    @Test
    void onlyKeysOfSendersAreKeptForGood() {
        var shop = Shop.open();
        var ada = shop.person();
        var id = UUID.randomUUID();
        Database.strings(
                "insert into keyed_activity values ('%s', now() - interval '61 days')".formatted(id), "select 1");
        shop.request()
                .header("Idempotency-Key", "k")
                .body("{\"name\": \"keyed\"}")
                .post(shop.path(ada.hash()))
                .then()
                .statusCode(204);
        await().until(() -> eventsOf(ada) == 1);

        deleteAll();

        assertThat(Database.count("keyed_activity where activity_id = '%s'".formatted(id)))
                .isZero();
        assertThat(Database.count("keyed_activity k where added_at is null and exists (select from activity a"
                        + " where a.id = k.activity_id and a.contact_id = '%s')".formatted(ada.contactId())))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RetentionRepository.DELETE_KEYS,
                RetentionRepository.NEXT_CONTACTS,
                RetentionRepository.DELETE,
                RetentionRepository.TAKE
            })
    void everyQueryHasAnIndex(String sql) {
        // an unknown period would leave no month to look into
        assertThat(Plans.of(sql.replace("occurred_at < $2", "occurred_at < timestamptz '2100-01-01'")))
                .doesNotContain("Seq Scan");
    }
}
