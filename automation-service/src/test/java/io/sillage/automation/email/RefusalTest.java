package io.sillage.automation.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.sillage.automation.Studio;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
@QuarkusTestResource(value = GrumpyMailServer.class, restrictToAnnotatedClass = true)
class RefusalTest {

    @Inject
    InstantSource clock;

    @Test
    void everyAnswerOfTheMailServerIsUnderstood() {
        var studio = new Studio(clock);
        var journey = studio.journey("registered", "[%s]".formatted(Studio.email("Hello", "<p>x</p>")));
        var refused = studio.contact("refused");
        var deferred = studio.contact("deferred");
        var broken = studio.contact("broken");
        var welcome = studio.contact("welcome");
        for (var person : new Studio.Person[] {refused, deferred, broken, welcome}) {
            studio.performs(person, "registered", Map.of());
        }

        assertThat(awaitStatus(studio, welcome, "sent").getInt("attempts")).isOne();
        assertThat(awaitStatus(studio, refused, "failed").getString("reason")).contains("no such mailbox");
        assertThat(awaitStatus(studio, broken, "unknown").getString("reason")).contains("interrupted");
        await().untilAsserted(() ->
                assertThat(delivery(studio, deferred).getString("reason")).contains("not now"));
        assertThat(delivery(studio, deferred).getString("status")).isEqualTo("queued");
        assertThat(delivery(studio, deferred).getInt("attempts")).isOne();

        studio.timePasses(Duration.ofSeconds(31));
        await().untilAsserted(() ->
                assertThat(delivery(studio, deferred).getInt("attempts")).isEqualTo(2));
        studio.timePasses(Duration.ofHours(73));
        awaitStatus(studio, deferred, "failed");
        assertThat(journey.deliveries()).containsExactlyInAnyOrder("failed", "failed", "unknown", "sent");
    }

    private static JsonPath awaitStatus(Studio studio, Studio.Person person, String status) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(delivery(studio, person).getString("status")).isEqualTo(status));
        return delivery(studio, person);
    }

    private static JsonPath delivery(Studio studio, Studio.Person person) {
        String id =
                studio.read("/3.0/deliveries?email_address=" + person.email()).getString("deliveries[0].id");
        return studio.read("/3.0/deliveries/" + id);
    }
}
