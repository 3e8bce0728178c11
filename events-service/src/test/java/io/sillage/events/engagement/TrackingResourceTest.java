package io.sillage.events.engagement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.Topic;
import io.sillage.events.Shop;
import io.sillage.events.Shop.Person;
import io.sillage.events.integration.Doorway;
import io.sillage.platform.id.Ids;
import io.sillage.platform.identity.SealedToken;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class TrackingResourceTest {

    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0";

    private final SealedToken tokens =
            new SealedToken(ConfigProvider.getConfig().getValue("sillage.links.secret", String.class));

    private Shop shop;
    private Person ada;
    private UUID deliveryId;

    @BeforeEach
    void anEmailWasSent() {
        shop = Shop.open();
        ada = shop.person();
        deliveryId = UUID.randomUUID();
    }

    private String about() {
        return "%s:%s:%s:%s:7:3:1000".formatted(shop.accountId, shop.audienceId, ada.contactId(), deliveryId);
    }

    private String image() {
        return "/t/o/" + tokens.seal("open", about());
    }

    private String link(String url) {
        return "/t/c/" + tokens.seal("click", about() + ":abcdef0123:" + url);
    }

    private static RequestSpecification as(String agent) {
        return given().header("User-Agent", agent).redirects().follow(false);
    }

    private List<ActivityRecorded> activities(int atLeast) {
        return TestTopics.await(
                Topic.ACTIVITIES,
                ActivityRecorded.class,
                each -> each.contactId().equals(ada.contactId()),
                atLeast);
    }

    @Test
    void theFeedSaysWhatTheEmailWasCalled() {
        TestTopics.publish(new ActivityRecorded(
                Ids.derived("email_sent", deliveryId),
                shop.accountId,
                shop.audienceId,
                ada.contactId(),
                "email_sent",
                null,
                Map.of("delivery_id", Ids.hex(deliveryId), "subject", "Hello"),
                Instant.parse("2026-02-03T10:00:00Z"),
                Instant.parse("2026-02-03T10:00:00Z"),
                "automation",
                false));
        as(BROWSER).get(link("https://example.org/")).then().statusCode(302);

        await().untilAsserted(() -> shop.request()
                .get(shop.path(ada.hash()).replaceFirst("events$", "activity-feed?activity_filters=open,click,sent"))
                .then()
                .body("activity.campaign_title", contains("Hello", "Hello", "Hello")));
    }

    @Test
    void openingIsRecorded() {
        as(BROWSER)
                .get(image())
                .then()
                .statusCode(200)
                .contentType("image/gif")
                .header("Cache-Control", containsString("no-store"));

        var opened = activities(1).getFirst();
        assertThat(opened.type()).isEqualTo("email_opened");
        assertThat(opened.suppressTriggers()).isFalse();
        assertThat(opened.properties())
                .containsEntry("delivery_id", Ids.hex(deliveryId))
                .containsEntry("journey_id", "7")
                .containsEntry("step_id", "3")
                .containsEntry("machine", "false");
        await().untilAsserted(() -> shop.request()
                .get(shop.path(ada.hash()).replaceFirst("events$", "activity-feed?activity_filters=open"))
                .then()
                .body("activity.campaign_id", contains(Ids.hex(deliveryId))));
    }

    @Test
    void aLinkLeadsWhereTheEmailSaid() {
        as(BROWSER)
                .get(link("https://example.org/a?b=c:d&e=f"))
                .then()
                .statusCode(302)
                .header("Location", equalTo("https://example.org/a?b=c:d&e=f"));

        assertThat(activities(2)).extracting(ActivityRecorded::type).containsExactly("email_opened", "email_clicked");
        assertThat(activities(2).getLast().properties())
                .containsEntry("url", "https://example.org/a?b=c:d&e=f")
                .containsEntry("link", "abcdef0123");
    }

    @Test
    void whatProgramsDoIsMarkedAndStartsNothing() {
        as("Mozilla/5.0").get(image()).then().statusCode(200);
        as("Mimecast").get(link("https://example.org/")).then().statusCode(302);
        as(BROWSER).head(link("https://example.org/")).then().statusCode(302);
        as(BROWSER).get(image()).then().statusCode(200);

        assertThat(activities(4))
                .extracting(each -> each.properties().get("machine"))
                .containsExactly("true", "true", "true", "false");
        assertThat(activities(4))
                .extracting(ActivityRecorded::suppressTriggers)
                .containsExactly(true, true, true, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/t/c/nonsense", "/t/c/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aLinkThatWeDidNotMakeLeadsNowhere(String path) {
        as(BROWSER).get(path).then().statusCode(404).contentType("text/html; charset=utf-8");
        as(BROWSER).get(path.replace("/c/", "/o/")).then().statusCode(200).contentType("image/gif");
        as(BROWSER).get("/t/c/" + tokens.seal("open", about())).then().statusCode(404);
    }

    @Test
    void aConnectedSiteLearnsWhoComes() {
        var site = Doorway.open(shop, "site", "{\"domain\": \"example.net\"}");

        var location = as(BROWSER)
                .get(link("https://www.example.net/shop?x=1#top"))
                .then()
                .statusCode(302)
                .header("Location", startsWith("https://www.example.net/shop?x=1&sillage_id="))
                .extract()
                .header("Location");
        var token = location.replaceFirst(".*sillage_id=([^#]+)#top$", "$1");
        given().header("Origin", "https://www.example.net")
                .body("""
                        {"visitor": "v", "identity": {"type": "TOKEN", "value": "%s"},
                         "events": [{"id": "1", "type": "page_viewed", "url": "https://www.example.net/shop"}]}""".formatted(token))
                .post("/i/" + site.id() + "/collect")
                .then()
                .statusCode(204);

        assertThat(activities(3)).extracting(ActivityRecorded::type).contains("page_viewed");
    }
}
