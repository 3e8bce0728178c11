package io.sillage.events.site;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.Topic;
import io.sillage.events.Database;
import io.sillage.events.Plans;
import io.sillage.events.Shop;
import io.sillage.events.Shop.Person;
import io.sillage.events.integration.Doorway;
import io.sillage.platform.identity.SealedToken;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class CollectResourceTest {

    private static final String ORIGIN = "https://www.example.org";

    private Shop shop;
    private Person ada;
    private Doorway site;
    private String visitor;

    @BeforeEach
    void newSite() {
        shop = Shop.open();
        ada = shop.person();
        site = Doorway.open(shop, "site", "{\"domain\": \"example.org\"}");
        visitor = UUID.randomUUID().toString();
    }

    /// As a browser sends it: JSON that is called text, so that it is a simple request.
    private ValidatableResponse collect(String origin, String body) {
        return given().contentType(ContentType.TEXT)
                .header("Origin", origin)
                .body(body)
                .post("/i/" + site.id() + "/collect")
                .then();
    }

    private void tell(String identity, String... events) {
        collect(ORIGIN, """
                {"visitor": "%s", "identity": %s, "events": [%s]}""".formatted(visitor, identity, String.join(",", events)))
                .statusCode(204)
                .header("Access-Control-Allow-Origin", ORIGIN);
    }

    private static String page(String id, String url) {
        return """
                {"id": "%s", "type": "page_viewed", "url": "%s", "title": "A page", "ago": 2000}""".formatted(id, url);
    }

    private static String email(Person person) {
        return "{\"type\": \"EMAIL\", \"value\": \"%s\"}".formatted(person.email());
    }

    private static List<ActivityRecorded> activities(Person person, int atLeast) {
        return TestTopics.await(
                Topic.ACTIVITIES,
                ActivityRecorded.class,
                each -> each.contactId().equals(person.contactId()),
                atLeast);
    }

    private long visitsKept() {
        return Database.count("visit where visitor_id = '%s'".formatted(visitor));
    }

    @Test
    void whatAKnownVisitorDoesIsRecorded() {
        tell(email(ada), page("1", "https://www.example.org/shoes?size=43#top"), """
                {"id": "2", "type": "link_clicked", "url": "https://example.org/cart", "page": "https://example.org/", "text": "Cart"}""", """
                {"id": "3", "type": "event", "name": "played_video", "properties": {"video": "intro"}}""");

        var activities = activities(ada, 3);
        assertThat(activities)
                .extracting(ActivityRecorded::type)
                .containsExactlyInAnyOrder("page_viewed", "link_clicked", "event");
        assertThat(activities).allMatch(each -> each.source().equals("site") && !each.suppressTriggers());
        var page = activities.stream()
                .filter(each -> each.type().equals("page_viewed"))
                .findFirst()
                .orElseThrow();
        assertThat(page.properties())
                .containsEntry("url", "https://www.example.org/shoes?size=43#top")
                .containsEntry("path", "/shoes")
                .containsEntry("title", "A page")
                .containsEntry("site", site.id());
        assertThat(page.occurredAt()).isEqualTo(page.receivedAt().minusSeconds(2));
        await().untilAsserted(() -> shop.request()
                .get(shop.path(ada.hash()).replaceFirst("events$", "activity-feed?activity_filters=web_engagement"))
                .then()
                .body("activity", hasSize(2)));
    }

    @Test
    void theSameActionCountsOnce() {
        tell(email(ada), page("1", "https://example.org/"));
        tell(email(ada), page("1", "https://example.org/"));

        assertThat(activities(ada, 2))
                .extracting(ActivityRecorded::id)
                .containsOnly(activities(ada, 1).getFirst().id());
    }

    @Test
    void whatWasDoneBeforeOneWasKnownStartsNothing() {
        tell("null", page("1", "https://example.org/first"));
        tell("{\"type\": \"EMAIL\", \"value\": \"nobody@example.org\"}", page("2", "https://example.org/second"));
        assertThat(visitsKept()).isEqualTo(2);

        tell(email(ada));
        tell("null", page("3", "https://example.org/third"));

        var activities = activities(ada, 3);
        assertThat(activities)
                .filteredOn(ActivityRecorded::suppressTriggers)
                .extracting(each -> each.properties().get("path"))
                .containsExactlyInAnyOrder("/first", "/second");
        assertThat(activities)
                .filteredOn(each -> !each.suppressTriggers())
                .extracting(each -> each.properties().get("path"))
                .containsExactly("/third");
        assertThat(visitsKept()).isZero();
    }

    @Test
    void oneIsKnownByHashesAndByTheTokenOfAnEmail() throws Exception {
        var sha256 = HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256").digest(ada.email().getBytes(StandardCharsets.UTF_8)));
        var tokens = new SealedToken(ConfigProvider.getConfig().getValue("sillage.links.secret", String.class));
        var token = tokens.seal("visitor", "%s:%s:%s".formatted(shop.accountId, shop.audienceId, ada.contactId()));

        tell("{\"type\": \"EMAIL_SHA256\", \"value\": \"%s\"}".formatted(sha256), page("1", "https://example.org/1"));
        visitor = UUID.randomUUID().toString();
        tell("{\"type\": \"HASH\", \"value\": \"%s\"}".formatted(ada.hash()), page("2", "https://example.org/2"));
        visitor = UUID.randomUUID().toString();
        tell("{\"type\": \"TOKEN\", \"value\": \"%s\"}".formatted(token), page("3", "https://example.org/3"));
        visitor = UUID.randomUUID().toString();
        tell("{\"type\": \"TOKEN\", \"value\": \"%sx\"}".formatted(token), page("4", "https://example.org/4"));

        assertThat(activities(ada, 3)).hasSize(3);
        assertThat(visitsKept()).isEqualTo(1);
    }

    @Test
    void aVisitorMayTurnOutToBeSomebodyElse() {
        var grace = shop.person();

        tell(email(ada), page("1", "https://example.org/1"));
        tell(email(grace), page("2", "https://example.org/2"));
        tell("null", page("3", "https://example.org/3"));

        assertThat(activities(grace, 2)).hasSize(2);
        assertThat(activities(ada, 1)).hasSize(1);
    }

    @Test
    void whoIsForgottenIsNoVisitorAnyMore() {
        tell(email(ada), page("1", "https://example.org/1"));

        shop.erase(ada, 2);

        await().until(() -> Database.count("visitor where contact_id = '%s'".formatted(ada.contactId())) == 0);
    }

    private void onlyRecordsWhatIsUnproven() {
        shop.request()
                .body("{\"settings\": {\"unproven_identities\": \"record\"}}")
                .patch("/3.0/integrations/" + site.id())
                .then()
                .statusCode(200)
                .body("settings.unproven_identities", equalTo("record"));
    }

    private static String proven(Person person, String proof) {
        return "{\"type\": \"EMAIL\", \"value\": \"%s\", \"proof\": \"%s\"}".formatted(person.email(), proof);
    }

    private static Boolean unproven(Person person, String path) {
        return TestTopics.awaitOne(
                        Topic.ACTIVITIES,
                        ActivityRecorded.class,
                        each -> each.contactId().equals(person.contactId())
                                && each.properties().get("path").equals(path))
                .unproven();
    }

    @Test
    void whatNobodyProvesIsRecordedOnlyIfTheAccountWantsIt() {
        tell(email(ada), page("1", "https://example.org/usual"));
        onlyRecordsWhatIsUnproven();
        visitor = UUID.randomUUID().toString();
        tell("null", page("2", "https://example.org/before"));
        tell(email(ada), page("3", "https://example.org/told"));
        visitor = UUID.randomUUID().toString();
        tell(proven(ada, site.proof(ada.email())), page("4", "https://example.org/proven"));

        assertThat(unproven(ada, "/usual")).isNull();
        assertThat(unproven(ada, "/before")).isTrue();
        assertThat(unproven(ada, "/told")).isTrue();
        assertThat(unproven(ada, "/proven")).isNull();
    }

    @Test
    void aProofIsOfTheValueAsItWasGiven() {
        onlyRecordsWhatIsUnproven();
        var shouted = ada.email().toUpperCase(Locale.ROOT);

        tell(
                "{\"type\": \"EMAIL\", \"value\": \"%s\", \"proof\": \"%s\"}".formatted(shouted, site.proof(shouted)),
                page("1", "https://example.org/shouted"));
        visitor = UUID.randomUUID().toString();
        tell(
                "{\"type\": \"HASH\", \"value\": \"%s\", \"proof\": \"%s\"}"
                        .formatted(ada.hash(), site.proof(ada.hash())),
                page("2", "https://example.org/hash"));

        assertThat(unproven(ada, "/shouted")).isNull();
        assertThat(unproven(ada, "/hash")).isNull();
    }

    @Test
    void aWrongProofIsAsGoodAsNoneAndIsNamed() {
        onlyRecordsWhatIsUnproven();

        collect(
                        ORIGIN,
                        "{\"visitor\": \"%s\", \"identity\": %s, \"events\": [%s]}"
                                .formatted(
                                        visitor,
                                        proven(ada, site.proof("eve@example.org")),
                                        page("1", "https://example.org/guessed")))
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("identity", containsString("HMAC-SHA256"));

        assertThat(unproven(ada, "/guessed")).isTrue();
    }

    @Test
    void whoWasProvenOnceIsSoUntilItIsSomebodyElse() {
        var grace = shop.person();
        onlyRecordsWhatIsUnproven();

        tell(email(ada), page("1", "https://example.org/1"));
        tell(proven(ada, site.proof(ada.email())), page("2", "https://example.org/2"));
        tell(email(ada), page("3", "https://example.org/3"));
        tell("{\"type\": \"HASH\", \"value\": \"%s\"}".formatted(ada.hash()), page("4", "https://example.org/4"));
        tell("null", page("5", "https://example.org/5"));
        tell(email(grace), page("6", "https://example.org/6"));
        tell("null", page("7", "https://example.org/7"));
        tell(email(ada), page("8", "https://example.org/8"));

        assertThat(unproven(ada, "/1")).isTrue();
        for (var path : List.of("/2", "/3", "/4", "/5")) {
            assertThat(unproven(ada, path)).as(path).isNull();
        }
        assertThat(unproven(grace, "/6")).isTrue();
        assertThat(unproven(grace, "/7")).isTrue();
        assertThat(unproven(ada, "/8")).isTrue();
    }

    @Test
    void whoComesFromAnEmailIsProven() {
        onlyRecordsWhatIsUnproven();
        var tokens = new SealedToken(ConfigProvider.getConfig().getValue("sillage.links.secret", String.class));
        var token = tokens.seal("visitor", "%s:%s:%s".formatted(shop.accountId, shop.audienceId, ada.contactId()));

        tell("{\"type\": \"TOKEN\", \"value\": \"%s\"}".formatted(token), page("1", "https://example.org/1"));
        tell(email(ada), page("2", "https://example.org/2"));

        assertThat(unproven(ada, "/1")).isNull();
        assertThat(unproven(ada, "/2")).isNull();
    }

    @Test
    void aVisitorWhoTellsTooMuchIsStopped() {
        var body = "{\"visitor\": \"%s\", \"events\": [%s]}".formatted(visitor, page("1", "https://example.org/"));

        assertThat(statuses(() -> body)).contains(429);
        tellAsSomebodyNew();
    }

    @Test
    void manyVisitorsWhoAreTheSamePersonAreStopped() {
        assertThat(statuses(() -> "{\"visitor\": \"%s\", \"identity\": %s, \"events\": []}"
                        .formatted(UUID.randomUUID(), email(ada))))
                .contains(429);
        tellAsSomebodyNew();
    }

    /// Of as many beacons as no visitor sends, each from another address.
    private List<Integer> statuses(Supplier<String> body) {
        return IntStream.range(0, 400)
                .mapToObj(i -> given().header("Origin", ORIGIN)
                        .header("X-Forwarded-For", "10.0.%d.%d".formatted(i / 200, i % 200))
                        .body(body.get())
                        .post("/i/" + site.id() + "/collect")
                        .statusCode())
                .toList();
    }

    private void tellAsSomebodyNew() {
        visitor = UUID.randomUUID().toString();
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> tell("null", page("1", "https://example.org/")));
    }

    @Test
    void programsAreNoVisitors() {
        given().header("Origin", ORIGIN)
                .header("User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")
                .body("{\"visitor\": \"%s\", \"events\": [%s]}".formatted(visitor, page("1", "https://example.org/")))
                .post("/i/" + site.id() + "/collect")
                .then()
                .statusCode(204);

        assertThat(visitsKept()).isZero();
    }

    @Test
    void otherPagesAreNotListenedTo() {
        var body = "{\"visitor\": \"%s\", \"events\": [%s]}".formatted(visitor, page("1", "https://example.org/"));

        collect("https://evil.net", body).statusCode(403);
        given().body(body).post("/i/" + site.id() + "/collect").then().statusCode(403);
        given().header("Origin", ORIGIN)
                .header("Access-Control-Request-Method", "POST")
                .options("/i/" + site.id() + "/collect")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", ORIGIN);
        assertThat(visitsKept()).isZero();
    }

    @Test
    void whatIsWrongIsNamed() {
        collect(ORIGIN, "{}").statusCode(400).body("errors.field", contains("visitor"));
        collect(ORIGIN, "{\"visitor\": \"v\", \"events\": [{\"type\": \"nonsense\"}]}")
                .statusCode(400)
                .body("errors.field", hasItem("events.0.type"));
        collect(ORIGIN, "{\"visitor\": \"v\", \"events\": [\"nonsense\"]}")
                .statusCode(400)
                .body("errors.field", hasItem("events.0"));
        collect(ORIGIN, "{").statusCode(400);
        collect(ORIGIN, "{\"visitor\": \"v\", \"events\": [%s]}".formatted(page("1", "https://example.org/\\ud800")))
                .statusCode(400)
                .body("errors.field", contains("events.0.url"));
    }

    @Test
    void oneBadActionSaysNothingAboutTheOthers() {
        collect(
                        ORIGIN,
                        "{\"visitor\": \"%s\", \"identity\": %s, \"events\": [%s, %s, %s]}"
                                .formatted(
                                        visitor,
                                        email(ada),
                                        page("1", "https://www.example.org/shoes"),
                                        "{\"id\": \"2\", \"type\": \"event\", \"name\": \"!\"}",
                                        "{\"id\": \"3\", \"type\": \"event\", \"name\": \"played_video\"}"))
                .statusCode(200)
                .header("Access-Control-Allow-Origin", ORIGIN)
                .body("accepted", equalTo(2))
                .body("errors.index", contains(1))
                .body("errors.field", contains("name"));

        assertThat(activities(ada, 2))
                .extracting(ActivityRecorded::type)
                .containsExactlyInAnyOrder("page_viewed", "event");
    }

    @Test
    void theScriptSaysWhereToSend() {
        site.request()
                .get(site.path())
                .then()
                .statusCode(200)
                .contentType("text/javascript; charset=utf-8")
                .body(containsString("/i/" + site.id() + "/collect\",true);"));
    }

    @Test
    void theScriptIsSmall() throws Exception {
        var script = site.request().get(site.path()).asByteArray();
        var zipped = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(zipped)) {
            gzip.write(script);
        }

        assertThat(zipped.size()).isLessThan(5_000);
    }

    @Test
    void connectedSitesOfTheMarketingApiAreTheSame() {
        var sites = "/3.0/connected-sites";
        shop.request()
                .body("{\"foreign_id\": \"MC001\", \"domain\": \"example.com\"}")
                .post(sites)
                .then()
                .statusCode(200)
                .body("foreign_id", equalTo("MC001"))
                .body("site_script.fragment", containsString("site.js\"></script>"));
        shop.request()
                .body("{\"foreign_id\": \"MC001\", \"domain\": \"example.com\"}")
                .post(sites)
                .then()
                .statusCode(400)
                .body("errors.field", contains("foreign_id"));
        shop.request().get(sites).then().body("total_items", equalTo(2)).body("sites.foreign_id", hasItem("MC001"));
        shop.request().get(sites + "/MC001").then().body("domain", equalTo("example.com"));
        Shop.open().request().get(sites + "/MC001").then().statusCode(404);
        shop.request()
                .post(sites + "/MC001/actions/verify-script-installation")
                .then()
                .statusCode(400);
        shop.request().delete(sites + "/MC001").then().statusCode(204);
        shop.request().get(sites + "/MC001").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                VisitRepository.KNOWN,
                VisitRepository.VISITS,
                VisitRepository.DELETE_OLD_VISITS,
                VisitRepository.DELETE_OLD_VISITORS
            })
    void everyQueryHasAnIndex(String sql) {
        assertThat(Plans.of(sql)).doesNotContain("Seq Scan");
    }
}
