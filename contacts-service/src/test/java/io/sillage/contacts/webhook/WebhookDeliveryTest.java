package io.sillage.contacts.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.sillage.contacts.Api;
import io.sillage.contacts.webhook.Endpoint.Call;
import io.sillage.contracts.Channel;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.Origin;
import io.sillage.contracts.Topic;
import io.sillage.contracts.UnsubscribeContact;
import io.sillage.platform.id.Ids;
import io.sillage.platform.time.Alarms;
import io.sillage.platform.time.LocalClock;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class WebhookDeliveryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ALL = ", \"sources\": {\"user\": true, \"admin\": true, \"api\": true}";

    @Inject
    Pool pool;

    @Inject
    LocalClock clock;

    @Inject
    Alarms alarms;

    private Api api;
    private String list;
    private final String email = "ada-" + UUID.randomUUID() + "@example.org";
    private Endpoint endpoint;
    private String secret;

    @BeforeEach
    void open() throws IOException {
        api = Api.ofNewAccount();
        list = api.newList();
        endpoint = new Endpoint();
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void subscriptionIsToldAsTheMarketingApiTellsIt() throws Exception {
        newHook("/hook?key=1", ALL);
        api.post(list + "/members", """
                {"email_address": "%s", "status": "subscribed", "ip_signup": "198.51.100.7", "ip_opt": "198.51.100.8",
                 "merge_fields": {"FNAME": "Ada & Bob = 100%%", "ADDRESS":
                   {"addr1": "1 Main St", "city": "Paris", "state": "", "zip": "75001", "country": "FR"}}}""".formatted(email)).statusCode(200);

        var call = awaitDeliveries(1).getFirst();

        var member = api.get(list + "/members/" + email).extract();
        assertThat(call.path()).isEqualTo("/hook?key=1");
        assertThat(call.headers())
                .containsEntry("Content-type", "application/x-www-form-urlencoded")
                .containsEntry("User-agent", "Sillage")
                .containsKey("X-sillage-delivery");
        assertThat(call.data())
                .containsEntry("type", "subscribe")
                .containsEntry("data[id]", member.path("unique_email_id"))
                .containsEntry("data[list_id]", list.substring(list.lastIndexOf('/') + 1))
                .containsEntry("data[email]", email)
                .containsEntry("data[email_type]", "html")
                .containsEntry("data[ip_signup]", "198.51.100.7")
                .containsEntry("data[ip_opt]", "198.51.100.8")
                .containsEntry("data[web_id]", member.path("web_id").toString())
                .containsEntry("data[merges][EMAIL]", email)
                .containsEntry("data[merges][FNAME]", "Ada & Bob = 100%")
                .containsEntry("data[merges][LNAME]", "")
                .containsEntry("data[merges][ADDRESS][city]", "Paris")
                .doesNotContainKey("data[merges][INTERESTS]");
        assertThat(call.data().get("fired_at")).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        assertSigned(call);
    }

    private void assertSigned(Call call) throws Exception {
        var parts = call.headers().get("X-mailchimp-signature").split(",");
        var time = parts[0].substring("t=".length());
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(), "HmacSHA256"));
        var expected = java.util.HexFormat.of().formatHex(mac.doFinal((time + "." + call.body()).getBytes()));
        assertThat(parts[1]).isEqualTo("v1=" + expected);
        assertThat(Long.parseLong(time))
                .isBetween(
                        clock.instant().getEpochSecond() - 60, clock.instant().getEpochSecond() + 1);
    }

    @Test
    void everyKindOfChangeIsToldUnderItsName() {
        newHook("/", ALL);
        var member = api.newMember(list, email);
        api.patch(member, "{\"merge_fields\": {\"FNAME\": \"Ada\"}}").statusCode(200);
        var newEmail = "countess-" + email;
        api.patch(member, "{\"email_address\": \"%s\"}".formatted(newEmail)).statusCode(200);
        member = list + "/members/" + newEmail;
        api.post(member + "/tags", "{\"tags\": [{\"name\": \"A\", \"status\": \"active\"}]}");
        api.patch(member, "{\"status\": \"unsubscribed\"}").statusCode(200);
        api.delete(member).statusCode(204);

        var calls = awaitDeliveries(5);

        assertThat(calls)
                .extracting(call -> call.data().get("type"))
                .containsExactly("subscribe", "profile", "upemail", "unsubscribe", "unsubscribe");
        assertThat(calls.get(1).data()).containsEntry("data[merges][FNAME]", "Ada");
        assertThat(calls.get(2).data())
                .containsEntry("data[old_email]", email)
                .containsEntry("data[new_email]", newEmail)
                .containsKeys("data[new_id]", "data[list_id]")
                .doesNotContainKey("data[merges][EMAIL]");
        assertThat(calls.get(3).data())
                .containsEntry("data[action]", "unsub")
                .containsEntry("data[reason]", "manual")
                .containsEntry("data[email]", newEmail);
        assertThat(calls.get(4).data()).containsEntry("data[action]", "delete");
    }

    @Test
    void groupsAreToldByName() {
        newHook("/", ALL);
        var categories = list + "/interest-categories";
        String category = api.post(categories, "{\"title\": \"Likes\", \"type\": \"checkboxes\"}")
                .statusCode(200)
                .extract()
                .path("id");
        String tea = newGroup(categories + "/" + category, "Tea, green");
        String coffee = newGroup(categories + "/" + category, "Coffee");
        newGroup(categories + "/" + category, "Milk");

        api.post(list + "/members", """
                {"email_address": "%s", "status": "subscribed", "interests": {"%s": true, "%s": true}}""".formatted(email, tea, coffee)).statusCode(200);

        assertThat(awaitDeliveries(1).getFirst().data())
                .containsEntry("data[merges][INTERESTS]", "Tea\\, green,Coffee");
    }

    private String newGroup(String category, String name) {
        return api.post(category + "/interests", "{\"name\": \"%s\"}".formatted(name))
                .statusCode(200)
                .extract()
                .path("id");
    }

    @Test
    void onlyWhatIsWantedIsTold() {
        newHook("/default", "");
        newHook("/profiles", ", \"events\": {\"profile\": true}" + ALL);
        var member = api.newMember(list, email);
        api.patch(member, "{\"merge_fields\": {\"FNAME\": \"Ada\"}}").statusCode(200);
        var contact = awaitContact();
        TestTopics.publish(new UnsubscribeContact(
                UUID.randomUUID(),
                contact.accountId(),
                contact.audienceId(),
                contact.contactId(),
                Channel.EMAIL,
                "Too many",
                Origin.UNSUBSCRIBE_LINK,
                clock.instant()));

        var calls = awaitDeliveries(2);

        assertThat(calls)
                .extracting(call -> call.path() + " " + call.data().get("type"))
                .containsExactlyInAnyOrder("/profiles profile", "/default unsubscribe");
    }

    private ContactChanged awaitContact() {
        return TestTopics.awaitOne(
                Topic.CONTACTS, ContactChanged.class, each -> each.email().equals(email));
    }

    @Test
    void historyAndUpkeepAreNotTold() {
        var member = api.newMember(list, email);
        api.patch(member, "{\"merge_fields\": {\"FNAME\": \"Ada\"}}").statusCode(200);
        newHook("/", ALL);

        api.patch(list + "/merge-fields/1", "{\"tag\": \"FIRST\"}").statusCode(200);
        TestTopics.await(
                Topic.CONTACTS, ContactChanged.class, each -> each.email().equals(email), 3);
        api.patch(member, "{\"merge_fields\": {\"LNAME\": \"Lovelace\"}}").statusCode(200);

        assertThat(awaitDeliveries(1))
                .singleElement()
                .extracting(call -> call.data().get("data[merges][LNAME]"))
                .isEqualTo("Lovelace");
    }

    @Test
    void redeliveredMessageIsToldOnce() {
        newHook("/", ALL);
        api.newMember(list, email);
        var message = awaitContact();

        TestTopics.publish(message, message);
        api.newMember(list, "other-" + email);

        assertThat(awaitDeliveries(2))
                .extracting(call -> call.data().get("data[email]"))
                .containsExactlyInAnyOrder(email, "other-" + email);
    }

    @Test
    void erasedContactIsToldOfLastAndThenForgotten() {
        var hook = newHook("/", ALL);
        var member = api.newMember(list, email);
        var contactId = awaitContact().contactId();
        awaitDeliveries(1);

        api.patch(member, "{\"merge_fields\": {\"FNAME\": \"Ada\"}}").statusCode(200);
        api.post(member + "/actions/delete-permanent", "").statusCode(204);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(endpoint.deliveries().getLast().data())
                        .containsEntry("type", "unsubscribe")
                        .containsEntry("data[action]", "delete")
                        .containsEntry("data[email]", email));
        await().atMost(PATIENCE).untilAsserted(() -> api.get(hook + "/deliveries")
                .body("deliveries.type", contains("unsubscribe"))
                .body("deliveries.status", contains("delivered")));
        assertThat(number(
                        "select count(*) from webhook_delivery where contact_id = $1 and body is not null", contactId))
                .isZero();
    }

    @Test
    void contactErasedFromTheArchiveIsNotToldAgain() {
        var hook = newHook("/", ALL);
        var member = api.newMember(list, email);
        api.delete(member).statusCode(204);
        awaitDeliveries(2);

        api.post(member + "/actions/delete-permanent", "").statusCode(204);
        await().atMost(PATIENCE)
                .untilAsserted(() -> api.get(hook + "/deliveries").body("total_items", equalTo(0)));
        api.newMember(list, "other-" + email);

        assertThat(awaitDeliveries(3)).hasSize(3);
    }

    @Test
    void failingEndpointIsTriedForSeventyFiveMinutes() {
        var hook = newHook("/", ALL);
        endpoint.answers(_ -> 503);
        api.newMember(list, email);
        awaitLog(hook, "queued", 1);

        var pauses = List.of(1, 2, 5, 9, 14, 19);
        for (var i = 0; i < pauses.size(); i++) {
            advance(Duration.ofMinutes(pauses.get(i)));
            awaitLog(hook, "queued", i + 2);
        }
        assertThat(endpoint.deliveries()).hasSize(7);
        advance(Duration.ofMinutes(25));

        var failed = awaitLog(hook, "failed", 8);
        assertThat(failed.getInt("response_code")).isEqualTo(503);
        assertThat(failed.getString("next_attempt_at")).isEmpty();
        assertThat(failed.getString("finished_at")).isNotEmpty();
        assertThat(endpoint.deliveries()).hasSize(8);
        assertThat(endpoint.deliveries().stream().map(Call::body).distinct()).hasSize(1);
    }

    @Test
    void nothingIsTriedBeforeItsTime() {
        var hook = newHook("/", ALL);
        endpoint.answers(_ -> 500);
        api.newMember(list, email);
        awaitLog(hook, "queued", 1);
        var before = endpoint.deliveries().size();

        advance(Duration.ofSeconds(50));
        // another webhook shows that the alarm went off
        endpoint.answers(call -> call.path().equals("/witness") ? 200 : 500);
        newHook("/witness", ALL);
        api.newMember(list, "other-" + email);
        await().atMost(PATIENCE).until(() -> endpoint.deliveries().stream()
                .anyMatch(call -> call.path().equals("/witness")));

        assertThat(endpoint.deliveries().stream()
                        .filter(call -> call.data().get("data[email]").equals(email)))
                .hasSize(before);
    }

    @Test
    void deliveryThatFailedOnceArrivesInTheEnd() {
        var hook = newHook("/", ALL);
        var calls = new AtomicInteger();
        endpoint.answers(_ -> calls.incrementAndGet() == 1 ? 429 : 204);
        api.newMember(list, email);
        awaitLog(hook, "queued", 1);

        advance(Duration.ofMinutes(1));

        assertThat(awaitLog(hook, "delivered", 2).getInt("response_code")).isEqualTo(204);
        assertThat(number("select count(*) from webhook_delivery where body is not null and status <> $1", "queued"))
                .isZero();
    }

    @Test
    void refusedDeliveryIsNotTriedAgain() {
        var hook = newHook("/", ALL);
        endpoint.answers(_ -> 422);
        api.newMember(list, email);

        var failed = awaitLog(hook, "failed", 1);

        assertThat(failed.getInt("response_code")).isEqualTo(422);
        assertThat(failed.getString("reason")).isEqualTo("The endpoint refuses it.");
    }

    @Test
    void goneEndpointIsLeftAloneUntilItsUrlIsGivenAgain() {
        var hook = newHook("/", ALL);
        endpoint.answers(_ -> 410);
        api.newMember(list, email);
        awaitLog(hook, "failed", 1);
        api.get(hook).body("disabled_at", notNullValue());

        api.newMember(list, "second-" + email);
        endpoint.answers(_ -> 200);
        newHook("/witness", ALL);
        api.newMember(list, "third-" + email);
        await().atMost(PATIENCE).until(() -> endpoint.deliveries().stream()
                .anyMatch(call -> call.path().equals("/witness")));
        assertThat(endpoint.deliveries().stream().filter(call -> call.path().equals("/")))
                .hasSize(1);

        api.patch(hook, "{\"url\": \"%s\"}".formatted(endpoint.url("/")))
                .statusCode(200)
                .body("disabled_at", is((Object) null));
        api.newMember(list, "fourth-" + email);
        await().atMost(PATIENCE).until(() -> endpoint.deliveries().stream()
                .anyMatch(call -> call.path().equals("/")
                        && call.data().get("data[email]").equals("fourth-" + email)));
    }

    @Test
    void changesOfAContactArriveInOrderEvenIfOneFails() {
        var hook = newHook("/", ALL);
        var failing = new AtomicInteger(1);
        endpoint.answers(
                call -> "profile".equals(call.data().get("type")) && failing.getAndDecrement() > 0 ? 500 : 200);
        var member = api.newMember(list, email);
        IntStream.rangeClosed(1, 5)
                .forEach(i -> api.patch(member, "{\"merge_fields\": {\"FNAME\": \"%d\"}}".formatted(i))
                        .statusCode(200));
        await().atMost(PATIENCE).untilAsserted(() -> api.get(hook + "/deliveries")
                .body("total_items", equalTo(6))
                .body("deliveries.status", contains("queued", "queued", "queued", "queued", "queued", "delivered")));

        advance(Duration.ofMinutes(1));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(endpoint.deliveries())
                .extracting(call -> call.data().get("data[merges][FNAME]"))
                .containsExactly("", "1", "1", "2", "3", "4", "5"));
    }

    @Test
    void slowEndpointHoldsUpNobodyElse() throws IOException, InterruptedException {
        var released = new CountDownLatch(1);
        try (var slow = new Endpoint()) {
            slow.answers(call -> call.method().equals("GET") || awaitLatch(released) ? 200 : 500);
            api.post(list + "/webhooks", "{\"url\": \"%s\"%s}".formatted(slow.url("/"), ALL))
                    .statusCode(200);
            newHook("/", ALL);

            IntStream.range(0, 20).forEach(i -> api.newMember(list, i + "-" + email));

            awaitDeliveries(20);
            assertThat(slow.deliveries()).hasSizeBetween(1, 8);
            released.countDown();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(slow.deliveries()).hasSize(20));
        }
    }

    private static boolean awaitLatch(CountDownLatch latch) {
        try {
            return latch.await(9, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void endpointThatKeepsFailingIsTriedWithOneDeliveryAtATime() {
        var hook = newHook("/", ALL);
        endpoint.answers(_ -> 500);
        IntStream.range(0, 30).forEach(i -> api.newMember(list, i + "-" + email));
        // three rounds of eight at the most, and then a pause
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(number(
                        "select count(*) from webhook where paused_until is not null and hook_id = $1", idOf(hook)))
                .isEqualTo(1));
        var before = endpoint.deliveries().size();
        assertThat(before).isBetween(3, 24);

        advance(Duration.ofSeconds(31));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(endpoint.deliveries()).hasSize(before + 1));
        endpoint.answers(_ -> 200);
        advance(Duration.ofMinutes(2));

        await().atMost(PATIENCE).untilAsserted(() -> api.get(hook + "/deliveries?status=delivered")
                .body("total_items", equalTo(30)));
    }

    @Test
    void whatWaitedTooLongForADeadEndpointIsGivenUpTogether() {
        var hook = newHook("/", ALL);
        endpoint.answers(_ -> 500);
        IntStream.range(0, 40).forEach(i -> api.newMember(list, i + "-" + email));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(number(
                        "select count(*) from webhook where paused_until is not null and hook_id = $1", idOf(hook)))
                .isEqualTo(1));

        advance(Duration.ofMinutes(76));

        await().atMost(PATIENCE)
                .untilAsserted(() -> api.get(hook + "/deliveries?status=failed").body("total_items", equalTo(40)));
        assertThat(endpoint.deliveries()).hasSizeLessThan(40);
    }

    @Test
    void claimOfAnInstanceThatDiedEndsByItself() {
        var hook = newHook("/", ALL);
        endpoint.answers(_ -> 500);
        api.newMember(list, email);
        awaitLog(hook, "queued", 1);
        var contactId = awaitContact().contactId();
        execute(
                "update webhook_delivery set claimed_by = gen_random_uuid(), claimed_until = now() + interval '1 hour' where contact_id = $1",
                contactId);
        endpoint.answers(_ -> 200);
        advance(Duration.ofMinutes(1));
        newHook("/witness", ALL);
        api.newMember(list, "other-" + email);
        await().atMost(PATIENCE).until(() -> endpoint.deliveries().stream()
                .anyMatch(call -> call.path().equals("/witness")));
        assertThat(endpoint.deliveries().stream()
                        .filter(call -> call.data().get("data[email]").equals(email)))
                .hasSize(1);

        execute("update webhook_delivery set claimed_until = now() where contact_id = $1", contactId);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(endpoint.deliveries().stream()
                        .filter(call -> call.data().get("data[email]").equals(email)))
                .hasSize(2));
    }

    @Test
    void logSaysWhatBecameOfEachDelivery() {
        var hook = newHook("/", ALL);
        IntStream.range(0, 3).forEach(i -> api.newMember(list, i + "-" + email));
        await().atMost(PATIENCE).untilAsserted(() -> api.get(hook + "/deliveries?status=delivered")
                .body("total_items", equalTo(3)));

        var page = api.get(hook + "/deliveries?count=2&offset=1")
                .statusCode(200)
                .body("total_items", equalTo(3))
                .body("webhook_id", equalTo(idOf(hook)))
                .body("deliveries.size()", equalTo(2))
                .body("deliveries.attempts", contains(1, 1))
                .body("deliveries.response_code", contains(200, 200))
                .extract();

        assertThat(page.asString()).doesNotContain("@example.org").doesNotContain(secret);
        var delivery = Ids.parse(page.path("deliveries[0].id")).orElseThrow();
        assertThat(endpoint.deliveries())
                .extracting(call -> call.headers().get("X-sillage-delivery"))
                .contains(Ids.hex(delivery));
        api.get(hook + "/deliveries?status=queued").body("total_items", equalTo(0));
        api.get(hook + "/deliveries?status=sent").statusCode(400).body("errors[0].field", equalTo("status"));
    }

    @Test
    void logIsForgottenAfterAWhile() {
        var hook = newHook("/", ALL);
        api.newMember(list, email);
        awaitLog(hook, "delivered", 1);

        advance(Duration.ofDays(31));

        await().atMost(PATIENCE)
                .untilAsserted(() -> api.get(hook + "/deliveries").body("total_items", equalTo(0)));
    }

    @Test
    void messageOlderThanTheLogIsNotToldAgain() {
        var hook = newHook("/", ALL);
        api.newMember(list, email);
        awaitLog(hook, "delivered", 1);
        var message = awaitContact();
        advance(Duration.ofDays(31));
        await().atMost(PATIENCE)
                .untilAsserted(() -> api.get(hook + "/deliveries").body("total_items", equalTo(0)));

        TestTopics.publish(message);
        api.newMember(list, "other-" + email);

        awaitDeliveries(2);
        assertThat(endpoint.deliveries().stream()
                        .filter(call -> call.data().get("data[email]").equals(email)))
                .hasSize(1);
    }

    @Test
    void rowsOfADeletedWebhookAreDeleted() {
        var hook = newHook("/", ALL);
        api.newMember(list, email);
        awaitLog(hook, "delivered", 1);

        api.delete(hook).statusCode(204);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(number("select count(*) from webhook where hook_id = $1", idOf(hook)))
                        .isZero());
        assertThat(number(
                        "select count(*) from webhook_delivery where contact_id = $1",
                        awaitContact().contactId()))
                .isZero();
    }

    @Test
    void rowsOfADeletedListAreDeleted() {
        var hook = newHook("/", ALL);
        api.newMember(list, email);
        awaitLog(hook, "delivered", 1);

        api.delete(list).statusCode(204);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(number(
                        "select count(*) from webhook_delivery where contact_id = $1",
                        awaitContact().contactId()))
                .isZero());
        advance(Duration.ofMinutes(2));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(number("select count(*) from webhook where hook_id = $1", idOf(hook)))
                        .isZero());
    }

    private String newHook(String path, String more) {
        var created = api.post(list + "/webhooks", "{\"url\": \"%s\"%s}".formatted(endpoint.url(path), more))
                .statusCode(200)
                .extract();
        secret = created.path("signing_secret");
        return list + "/webhooks/" + created.<String>path("id");
    }

    private static String idOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private List<Call> awaitDeliveries(int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(endpoint.deliveries()).hasSizeGreaterThanOrEqualTo(count));
        return endpoint.deliveries();
    }

    /// The only delivery of a webhook, when it has come so far.
    private JsonPath awaitLog(String hook, String status, int attempts) {
        await().atMost(PATIENCE).untilAsserted(() -> api.get(hook + "/deliveries")
                .body("deliveries.status", contains(status))
                .body("deliveries.attempts", contains(attempts)));
        return api.get(hook + "/deliveries").extract().jsonPath().setRootPath("deliveries[0]");
    }

    private void advance(Duration time) {
        clock.moveTo(clock.offset().plus(time));
        alarms.wakeAll();
    }

    private long number(String query, Object parameter) {
        return pool.preparedQuery(query)
                .execute(Tuple.of(parameter))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }

    private void execute(String statement, Object parameter) {
        pool.preparedQuery(statement).execute(Tuple.of(parameter)).await().atMost(PATIENCE);
    }
}
