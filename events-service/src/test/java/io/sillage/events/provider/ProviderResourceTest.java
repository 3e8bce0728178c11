package io.sillage.events.provider;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.CleanContact;
import io.sillage.contracts.Topic;
import io.sillage.contracts.UnsubscribeContact;
import io.sillage.events.Database;
import io.sillage.events.Plans;
import io.sillage.events.Shop;
import io.sillage.events.Shop.Person;
import io.sillage.events.integration.Doorway;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Reports in the form of the providers' documentation.
@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class ProviderResourceTest {

    private static final Instant NOW = Clock.systemUTC().instant();
    private static final String DELIVERY = "0123456789abcdef0123456789abcdef";

    @Inject
    SignedTokens tokens;

    private Shop shop;
    private Person ada;

    @BeforeEach
    void newContact() {
        shop = Shop.open();
        ada = shop.person();
    }

    private Doorway provider(String name, String key) {
        return Doorway.open(
                shop, "email_provider", "{\"provider\": \"%s\", \"signing_key\": \"%s\"}".formatted(name, key));
    }

    private String mailgun(String key, String event) throws GeneralSecurityException {
        return mailgun(key, event, UUID.randomUUID().toString(), NOW);
    }

    private String mailgun(String key, String event, String token, Instant at) throws GeneralSecurityException {
        var timestamp = String.valueOf(at.getEpochSecond());
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var signature = HexFormat.of().formatHex(mac.doFinal((timestamp + token).getBytes(StandardCharsets.UTF_8)));
        return """
                {"signature": {"timestamp": "%s", "token": "%s", "signature": "%s"},
                 "event-data": {%s, "id": "G9Bn5sl1TC6nu79C8C0bwg", "recipient": "%s",
                                "message": {"headers": {"message-id": "%s@mail.example.org"}},
                                "delivery-status": {"message": "Mailbox full"}}}""".formatted(timestamp, token, signature, event, ada.email(), DELIVERY);
    }

    private CleanContact cleaned() {
        return TestTopics.awaitOne(Topic.CONTACT_COMMANDS, CleanContact.class, each -> each.contactId()
                .equals(ada.contactId()));
    }

    @Test
    void mailgunTellsOfBouncesAndComplaints() throws GeneralSecurityException {
        var door = provider("mailgun", "key-1");

        post(door, mailgun("key-1", "\"event\": \"failed\", \"severity\": \"permanent\""), 204);
        assertThat(cleaned().reason()).isEqualTo("hard");

        post(door, mailgun("key-1", "\"event\": \"failed\", \"severity\": \"temporary\""), 204);
        var soft = TestTopics.awaitOne(Topic.ACTIVITIES, ActivityRecorded.class, each -> each.contactId()
                .equals(ada.contactId()));
        assertThat(soft.properties()).containsEntry("delivery_id", DELIVERY).containsEntry("reason", "Mailbox full");
        await().untilAsserted(() -> shop.request()
                .get(shop.path(ada.hash()).replaceFirst("events$", "activity-feed?activity_filters=bounce"))
                .then()
                .body("activity.findAll { it.bounce_type == 'soft' }", hasSize(1)));

        post(door, mailgun("key-1", "\"event\": \"unsubscribed\""), 204);
        TestTopics.awaitOne(Topic.CONTACT_COMMANDS, UnsubscribeContact.class, each -> each.contactId()
                .equals(ada.contactId()));
        post(door, mailgun("key-1", "\"event\": \"delivered\""), 204);
        door.awaitNoted("ignored", "Nothing follows from these events.");
        post(door, mailgun("key-2", "\"event\": \"complained\""), 401);
    }

    @Test
    void aTokenOfMailgunIsGoodForWhatItCameWith() throws GeneralSecurityException {
        var door = provider("mailgun", "key-1");
        var soft = mailgun("key-1", "\"event\": \"failed\", \"severity\": \"temporary\"", "token-1", NOW);

        post(door, soft, 204);
        post(door, soft.replace("\"temporary\"", "\"permanent\""), 401);
        door.awaitNoted("refused", "Something else was said with this token before.");
        post(door, soft, 204);
        post(provider("mailgun", "key-1"), soft, 204);

        assertThat(TestTopics.now(Topic.CONTACT_COMMANDS, CleanContact.class, each -> each.contactId()
                        .equals(ada.contactId())))
                .isEmpty();
    }

    @Test
    void whatMailgunSignedLongAgoIsRefused() throws GeneralSecurityException {
        var door = provider("mailgun", "key-1");
        var complaint = "\"event\": \"complained\"";

        post(door, mailgun("key-1", complaint, "t1", NOW.minus(Duration.ofHours(10))), 401);
        post(door, mailgun("key-1", complaint, "t2", NOW.plus(Duration.ofHours(1))), 401);
        post(door, mailgun("key-1", complaint, "t3", Instant.MAX.minusSeconds(1)), 401);
        door.awaitNoted("refused", "This was signed too long ago, or for a time to come.");
        post(door, mailgun("key-1", complaint, "t4", NOW.minus(Duration.ofHours(8))), 204);
    }

    @Test
    void tokensAreForgottenWhenTheyAreTooOldToBeUsed() throws GeneralSecurityException {
        var door = provider("mailgun", "key-1");
        var kept = "signed_token where integration_id = cast('%s' as uuid)".formatted(door.id());
        post(door, mailgun("key-1", "\"event\": \"complained\""), 204);

        tokens.deleteOld(NOW.minus(Duration.ofMinutes(5)), 1_000).await().indefinitely();
        assertThat(Database.count(kept)).isEqualTo(1);
        tokens.deleteOld(NOW.plus(Duration.ofDays(1)), 1_000).await().indefinitely();
        assertThat(Database.count(kept)).isZero();
    }

    @Test
    void whatSnsPublishedLongAgoIsRefusedWithoutItsCertificate() {
        var door = provider("ses", "arn:aws:sns:eu-west-1:1:topic");

        post(door, """
                {"Type": "Notification", "TopicArn": "arn:aws:sns:eu-west-1:1:topic", "Timestamp": "%s",
                 "SigningCertURL": "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem"}""".formatted(NOW.minus(Duration.ofHours(3))), 401);

        door.awaitNoted("refused", "This was signed too long ago, or for a time to come.");
    }

    @Test
    void deletingOldTokensUsesTheIndex() {
        assertThat(Plans.of(SignedTokens.DELETE_OLD)).doesNotContain("Seq Scan");
    }

    private static void post(Doorway door, String body, int status) {
        given().contentType("application/json")
                .body(body)
                .post(door.path())
                .then()
                .statusCode(status);
    }

    @Test
    void sendGridTellsOfManyAtOnce() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        var keys = generator.generateKeyPair();
        var door = provider(
                "sendgrid", Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));
        var body = """
                [{"event": "delivered", "email": "%1$s", "sg_event_id": "1"},
                 {"event": "spamreport", "email": "%1$s", "sg_event_id": "2"}]""".formatted(ada.email());

        var then = String.valueOf(NOW.getEpochSecond());
        var later = String.valueOf(NOW.getEpochSecond() + 1);
        var old = String.valueOf(NOW.minus(Duration.ofHours(26)).getEpochSecond());
        sendGrid(door, body, then, signature("SHA256withECDSA", keys.getPrivate(), then + body), 204);
        sendGrid(door, body, later, signature("SHA256withECDSA", keys.getPrivate(), then + body), 401);
        sendGrid(door, body, old, signature("SHA256withECDSA", keys.getPrivate(), old + body), 401);
        sendGrid(door, body, then, "nonsense", 401);
        post(door, body, 401);

        assertThat(cleaned().reason()).isEqualTo("abuse");
    }

    private static void sendGrid(Doorway door, String body, String timestamp, String signature, int status) {
        given().contentType("application/json")
                .header("X-Twilio-Email-Event-Webhook-Signature", signature)
                .header("X-Twilio-Email-Event-Webhook-Timestamp", timestamp)
                .body(body)
                .post(door.path())
                .then()
                .statusCode(status);
    }

    static String signature(String algorithm, PrivateKey key, String signed) throws GeneralSecurityException {
        var signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(signed.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signer.sign());
    }

    @Test
    void messagesOfOtherTopicsAndFromOtherHostsAreRefused() {
        var door = provider("ses", "arn:aws:sns:eu-west-1:1:topic");

        post(door, "{\"Type\": \"Notification\", \"TopicArn\": \"arn:aws:sns:eu-west-1:2:topic\"}", 401);
        post(door, """
                {"Type": "Notification", "TopicArn": "arn:aws:sns:eu-west-1:1:topic", "Timestamp": "%s",
                 "SigningCertURL": "https://sns.eu-west-1.amazonaws.com.evil.net/x.pem"}""".formatted(NOW), 401);
        post(door, "nonsense", 400);
    }

    @Test
    void plainReportsAreTakenFromWhoKnowsTheSecret() {
        var door = Doorway.open(shop, "email_provider", "{\"provider\": \"rfc3464\"}");
        var bounce = PlainReportTest.BOUNCE.formatted(ada.email(), "failed", "5.1.1", "5.1.1", DELIVERY);

        plain(door, "guess", bounce, 401);
        plain(door, door.secret(), bounce, 204);
        plain(door, door.secret(), bounce, 204);

        assertThat(cleaned().reason()).isEqualTo("hard");
        assertThat(TestTopics.now(Topic.CONTACT_COMMANDS, CleanContact.class, each -> each.contactId()
                        .equals(ada.contactId())))
                .extracting(CleanContact::id)
                .containsOnly(cleaned().id());
        plain(door, door.secret(), "Subject: Hello\r\n\r\nHello", 204);
        door.awaitNoted("ignored", "Nothing follows from these events.");
    }

    private static void plain(Doorway door, String secret, String email, int status) {
        given().contentType("message/rfc822")
                .header("X-Integration-Secret", secret)
                .body(email.getBytes(StandardCharsets.UTF_8))
                .post(door.path())
                .then()
                .statusCode(status);
    }

    @Test
    void aProviderThatSignsHasAKey() {
        shop.awaitOpen();
        for (var settings :
                new String[] {"{\"provider\": \"ses\"}", "{\"provider\": \"pigeon\", \"signing_key\": \"k\"}"}) {
            shop.request()
                    .body("{\"type\": \"email_provider\", \"list_id\": \"%s\", \"settings\": %s}"
                            .formatted(shop.listId, settings))
                    .post("/3.0/integrations")
                    .then()
                    .statusCode(400);
        }
    }
}
