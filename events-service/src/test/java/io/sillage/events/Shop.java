package io.sillage.events;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.sillage.contracts.AccountChanged;
import io.sillage.contracts.AudienceChanged;
import io.sillage.contracts.Change;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.ContactErased;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Entitlements;
import io.sillage.contracts.Origin;
import io.sillage.contracts.SmsStatus;
import io.sillage.platform.id.Ids;
import io.sillage.testing.TestTopics;
import io.sillage.testing.Tokens;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// An account with one audience, as the other services announce it, and the API as this account sees it.
public final class Shop {

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    /// What everybody can permit.
    public static final AudienceChanged.Permission PERMISSION =
            new AudienceChanged.Permission("abcdef0123", "Postcards, now and then");

    public final UUID accountId;
    public final UUID audienceId = Ids.newId(THEN);
    public final String listId =
            HexFormat.of().toHexDigits(audienceId.getLeastSignificantBits()).substring(6);

    private final String token;

    public record Person(UUID contactId, String email) {
        public String hash() {
            return md5(email);
        }

        public String hexId() {
            return Ids.hex(contactId);
        }
    }

    public static Shop open() {
        var shop = new Shop();
        shop.announce(1, false);
        return shop;
    }

    /// Another list of the same account.
    public Shop withAnotherList() {
        var other = new Shop(accountId);
        other.announce(1, false);
        return other;
    }

    private Shop() {
        this(Ids.newId(THEN));
    }

    private Shop(UUID accountId) {
        this.accountId = accountId;
        this.token = Tokens.of(accountId);
    }

    /// An account that nobody has announced yet.
    public static Shop planned() {
        return new Shop();
    }

    public void announce(long version, boolean deleted) {
        TestTopics.publish(new AudienceChanged(
                Ids.newId(THEN),
                accountId,
                audienceId,
                listId,
                version,
                "Customers",
                List.of(),
                new AudienceChanged.SenderDefaults("Ada", "ada@example.org", "", "en"),
                "",
                "",
                false,
                null,
                List.of(PERMISSION),
                deleted,
                THEN,
                THEN));
    }

    /// A new contact whom this service knows by now.
    public Person person() {
        var person = someone();
        announce(person, 1, EmailStatus.SUBSCRIBED, THEN.plusSeconds(1), new Change.Created(), Origin.API);
        awaitKnown(person);
        return person;
    }

    /// By the link in an email.
    public void leaves(Person person, long version, Instant at) {
        var change = new Change.StatusChanged(EmailStatus.SUBSCRIBED, EmailStatus.UNSUBSCRIBED);
        announce(person, version, EmailStatus.UNSUBSCRIBED, at, change, Origin.UNSUBSCRIBE_LINK);
    }

    public void tells(Person person, long version, Change change, Origin origin, Instant at) {
        announce(person, version, EmailStatus.SUBSCRIBED, at, change, origin);
    }

    public void livesIn(String zone) {
        announceAccount(ZoneId.of(zone), null);
    }

    /// Activities, for so many months.
    public void keeps(int months) {
        announceAccount(ZoneId.of("UTC"), months);
    }

    private void announceAccount(ZoneId zone, @Nullable Integer months) {
        TestTopics.publish(new AccountChanged(
                Ids.newId(THEN), accountId, 1, "Ada", "unlimited", Entitlements.UNLIMITED, zone, months, THEN, THEN));
    }

    public void imports(Person person) {
        announce(person, 1, EmailStatus.SUBSCRIBED, THEN, new Change.Created(), Origin.IMPORT);
    }

    /// Longer than the service itself waits: a busy machine has other things to do.
    public void awaitKnown(Person person) {
        await().untilAsserted(() -> get(person.hexId()).statusCode(200));
        await().untilAsserted(() -> get(person).statusCode(200));
    }

    public static Person someone() {
        var number = Math.abs(ThreadLocalRandom.current().nextLong());
        return new Person(Ids.newId(THEN), "ada-%d@example.org".formatted(number));
    }

    public void announce(Person person, long version) {
        announce(person, version, EmailStatus.SUBSCRIBED, THEN.plusSeconds(version));
    }

    public void announce(Person person, long version, EmailStatus status, Instant at) {
        announce(person, version, status, at, new Change.ProfileChanged("vip"), Origin.API);
    }

    private void announce(Person person, long version, EmailStatus status, Instant at, Change change, Origin origin) {
        announce(person, version, status, at, change, origin, null);
    }

    /// A new contact with a mobile phone, whom this service knows by now.
    public void hasPhone(Person person, String phone) {
        var sms = new ContactChanged.Sms(phone, SmsStatus.SUBSCRIBED);
        announce(person, 1, EmailStatus.SUBSCRIBED, THEN, new Change.Created(), Origin.API, sms);
        awaitKnown(person);
    }

    private void announce(
            Person person,
            long version,
            EmailStatus status,
            Instant at,
            Change change,
            Origin origin,
            ContactChanged.@Nullable Sms sms) {
        TestTopics.publish(new ContactChanged(
                Ids.newId(THEN),
                accountId,
                audienceId,
                person.contactId(),
                version,
                person.email(),
                person.hash(),
                status,
                Map.of(),
                List.of(),
                "",
                false,
                "html",
                "API - Generic",
                THEN,
                THEN,
                null,
                sms,
                null,
                null,
                null,
                List.of(change),
                origin,
                false,
                at));
    }

    public void erase(Person person, long version) {
        TestTopics.publish(
                new ContactErased(Ids.newId(THEN), accountId, audienceId, person.contactId(), version, THEN));
    }

    /// The service knows the audience. It waits for one itself, but not as long as a machine may be busy.
    public void awaitOpen() {
        await().untilAsserted(() -> request()
                .get("/3.0/lists/%s/event-names".formatted(listId))
                .then()
                .statusCode(200));
    }

    public String token() {
        return token;
    }

    public RequestSpecification request() {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    public String path(String subscriber) {
        return "/3.0/lists/%s/members/%s/events".formatted(listId, subscriber);
    }

    public ValidatableResponse post(String subscriber, String body) {
        return request().body(body).post(path(subscriber)).then();
    }

    public ValidatableResponse post(Person person, String body) {
        return post(person.hash(), body);
    }

    public ValidatableResponse get(String subscriber) {
        return request().get(path(subscriber)).then();
    }

    public ValidatableResponse get(Person person) {
        return get(person.hash());
    }

    private static String md5(String email) {
        try {
            var bytes = email.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
            return "%032x"
                    .formatted(
                            new BigInteger(1, MessageDigest.getInstance("MD5").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
