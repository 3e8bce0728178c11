package io.sillage.events.contact;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.EmailStatus;
import io.sillage.events.Shop;
import io.sillage.events.Shop.Person;
import io.sillage.testing.infrastructure.SillageResource;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class ContactsTest {

    private static final String EVENT = "{\"name\": \"ab\"}";

    private final Shop shop = Shop.open();

    @Test
    void contactThatIsJustBeingCreatedIsAwaited() {
        var ada = Shop.someone();
        var posted = CompletableFuture.supplyAsync(
                () -> shop.post(ada, EVENT).extract().statusCode());

        shop.announce(ada, 1);

        assertThat(posted).succeedsWithin(5, SECONDS).isEqualTo(204);
    }

    @Test
    void audienceThatIsJustBeingCreatedIsAwaited() {
        var planned = Shop.planned();
        var ada = Shop.someone();
        planned.announce(ada, 1);
        var posted = CompletableFuture.supplyAsync(
                () -> planned.post(ada, EVENT).extract().statusCode());

        planned.announce(1, false);

        assertThat(posted).succeedsWithin(5, SECONDS).isEqualTo(204);
    }

    @Test
    void archivedContactIsFound() {
        var ada = shop.person();

        shop.announce(ada, 2, EmailStatus.ARCHIVED, Instant.parse("2026-01-02T00:00:00Z"));

        shop.post(ada, EVENT).statusCode(204);
        shop.get(ada).statusCode(200);
    }

    @Test
    void erasedContactIsNotFoundAndNothingRevivesIt() {
        var ada = shop.person();

        shop.erase(ada, 3);
        awaitStatus(ada, 404);
        shop.announce(ada, 2);
        shop.person(); // whatever was sent before is known by now

        shop.post(ada, EVENT).statusCode(404);
        shop.post(ada.hexId(), EVENT).statusCode(404);
    }

    @Test
    void newAddressCountsAndTheOldOneDoesNot() {
        var ada = shop.person();
        var renamed = new Person(ada.contactId(), Shop.someone().email());

        shop.announce(renamed, 2);
        shop.awaitKnown(renamed);
        shop.post(renamed, EVENT).statusCode(204);

        awaitStatus(ada, 404);
        shop.announce(ada, 1);
        shop.post(renamed, EVENT).statusCode(204);
        shop.post(ada, EVENT).statusCode(404);
    }

    @Test
    void addressOfSomebodyElseBelongsToWhoGotItLast() {
        var ada = shop.person();
        var grace = new Person(Shop.someone().contactId(), ada.email());

        shop.announce(grace, 1, EmailStatus.SUBSCRIBED, Instant.parse("2026-01-05T00:00:00Z"));
        shop.awaitKnown(grace);
        shop.post(grace.hexId(), EVENT).statusCode(204);

        shop.request()
                .get(shop.path(ada.hash()))
                .then()
                .statusCode(200)
                .body("total_items", org.hamcrest.Matchers.equalTo(1));
    }

    @Test
    void contactsOfADeletedAudienceAreNotFound() {
        var ada = shop.person();

        shop.announce(2, true);
        awaitStatus(ada, 404);
        shop.announce(1, false);
        shop.announce(ada, 2);

        shop.post(ada, EVENT).statusCode(404);
    }

    private void awaitStatus(Person person, int status) {
        await().untilAsserted(() ->
                assertThat(shop.get(person).extract().statusCode()).isEqualTo(status));
    }
}
