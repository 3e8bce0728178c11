package io.sillage.events.sms;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.AddContact;
import io.sillage.contracts.Channel;
import io.sillage.contracts.SubscribeContact;
import io.sillage.contracts.Topic;
import io.sillage.contracts.UnsubscribeContact;
import io.sillage.events.Shop;
import io.sillage.events.Shop.Person;
import io.sillage.events.integration.Doorway;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Forms as Twilio posts them.
@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class SmsResourceTest {

    private static final String ROOT = "https://api.example.org";
    private static final String TOKEN = "12345";

    private Shop shop;
    private Person ada;
    private Doorway door;
    private String number;

    @BeforeEach
    void newNumber() {
        shop = Shop.open();
        ada = Shop.someone();
        number = "+3361%07d".formatted(Math.floorMod(shop.accountId.hashCode(), 10_000_000));
        shop.hasPhone(ada, number);
        door = Doorway.open(
                shop,
                "sms",
                "{\"phone_number\": \"+33100000000\", \"auth_token\": \"%s\", \"help_text\": \"Ask <Ada>\"}"
                        .formatted(TOKEN));
    }

    private Map<String, String> form(String text, String id) {
        return Map.of("From", number, "To", "+33100000000", "Body", text, "MessageSid", id, "AccountSid", "AC1");
    }

    private String signature(Map<String, String> form, String token) {
        var signed = new StringBuilder(ROOT + "/i/" + door.id() + "/inbound");
        new TreeMap<>(form).forEach((name, value) -> signed.append(name).append(value));
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private ValidatableResponse send(Map<String, String> form, String signature) {
        return given().header("X-Sillage-Api-Root", ROOT + "/3.0")
                .header("X-Twilio-Signature", signature)
                .contentType("application/x-www-form-urlencoded; charset=utf-8")
                .formParams(form)
                .post(door.path())
                .then();
    }

    private void text(String text, String id) {
        send(form(text, id), signature(form(text, id), TOKEN))
                .statusCode(200)
                .contentType("text/xml; charset=utf-8")
                .body(containsString("Response"));
    }

    private List<ActivityRecorded> activities(int atLeast) {
        return TestTopics.await(
                Topic.ACTIVITIES,
                ActivityRecorded.class,
                each -> each.contactId().equals(ada.contactId()),
                atLeast);
    }

    @Test
    void aTextIsRecordedOnce() {
        text(" Spring é ", "SM1");
        text(" Spring é ", "SM1");

        assertThat(activities(2))
                .extracting(ActivityRecorded::id)
                .containsOnly(activities(1).getFirst().id());
        assertThat(activities(1).getFirst().type()).isEqualTo("sms_received");
        assertThat(activities(1).getFirst().properties())
                .containsEntry("text", "Spring é")
                .containsEntry("keyword", "SPRING É");
    }

    @Test
    void stopAndStartAreHonoured() {
        text("stop", "SM1");
        text("Start", "SM2");
        text("STOP it", "SM3");

        var stop = TestTopics.awaitOne(Topic.CONTACT_COMMANDS, UnsubscribeContact.class, each -> each.contactId()
                .equals(ada.contactId()));
        assertThat(stop.channel()).isEqualTo(Channel.SMS);
        var start = TestTopics.awaitOne(Topic.CONTACT_COMMANDS, SubscribeContact.class, each -> each.contactId()
                .equals(ada.contactId()));
        assertThat(start.channel()).isEqualTo(Channel.SMS);
        assertThat(activities(3)).hasSize(3);
    }

    @Test
    void helpIsAnswered() {
        send(form("help", "SM1"), signature(form("help", "SM1"), TOKEN))
                .statusCode(200)
                .body(containsString("<Message>Ask &lt;Ada&gt;</Message>"));
    }

    @Test
    void whatIsNotSignedIsRefused() {
        send(form("hello", "SM1"), signature(form("hello", "SM1"), "guess")).statusCode(401);
        send(form("hello", "SM1"), signature(form("other", "SM1"), TOKEN)).statusCode(401);
        door.awaitNoted("refused", "This request does not prove who sent it.");
    }

    @Test
    void aStrangerBecomesAContactAndIsAskedForConsent() {
        number = "+337%08d".formatted(Math.floorMod(shop.audienceId.hashCode(), 100_000_000));
        for (var i = 0; i < 2; i++) {
            send(form("Spring", "SM1"), signature(form("Spring", "SM1"), TOKEN))
                    .statusCode(200)
                    .body(containsString("<Message>Reply YES"));
        }

        var added = TestTopics.await(Topic.CONTACT_COMMANDS, AddContact.class, each -> number.equals(each.phone()), 2);
        assertThat(added)
                .extracting(AddContact::id)
                .containsOnly(added.getFirst().id());
        assertThat(added.getFirst().email()).isEmpty();

        var grace = Shop.someone();
        shop.hasPhone(grace, number);
        var received = TestTopics.awaitOne(Topic.ACTIVITIES, ActivityRecorded.class, each -> each.contactId()
                .equals(grace.contactId()));
        assertThat(received.properties()).containsEntry("keyword", "SPRING");
        text("Spring", "SM1");
        assertThat(TestTopics.await(
                        Topic.ACTIVITIES,
                        ActivityRecorded.class,
                        each -> each.contactId().equals(grace.contactId()),
                        2))
                .extracting(ActivityRecorded::id)
                .containsOnly(received.id());
    }

    @Test
    void aStrangerWhoAsksForMessagesGetsThem() {
        number = "+338%08d".formatted(Math.floorMod(shop.audienceId.hashCode(), 100_000_000));
        text("START", "SM1");

        var added = TestTopics.awaitOne(Topic.CONTACT_COMMANDS, AddContact.class, each -> number.equals(each.phone()));
        var start = TestTopics.awaitOne(Topic.CONTACT_COMMANDS, SubscribeContact.class, each -> each.accountId()
                .equals(shop.accountId));
        assertThat(start.contactId()).isEqualTo(added.contactId());
    }

    @Test
    void whoAgreesBeforeBeingKnownSpeaksOfTheSameContact() {
        number = "+339%08d".formatted(Math.floorMod(shop.audienceId.hashCode(), 100_000_000));
        text("Spring", "SM1");
        text("yes", "SM2");

        var added = TestTopics.await(Topic.CONTACT_COMMANDS, AddContact.class, each -> number.equals(each.phone()), 2);
        var start = TestTopics.awaitOne(Topic.CONTACT_COMMANDS, SubscribeContact.class, each -> each.accountId()
                .equals(shop.accountId));
        assertThat(added).extracting(AddContact::contactId).containsOnly(start.contactId());
    }

    @Test
    void strangersWhoWantNothingAreNobody() {
        number = "+33699999999";
        text("STOP", "SM1");
        door.awaitNoted("ignored", "The audience has no contact with this number.");
    }
}
