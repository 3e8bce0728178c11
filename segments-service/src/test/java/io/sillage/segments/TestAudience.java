package io.sillage.segments;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.ActivityType;
import io.sillage.contracts.AudienceChanged;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.ContactErased;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Entitlements;
import io.sillage.contracts.MembershipChanged;
import io.sillage.contracts.Origin;
import io.sillage.contracts.TagChanged;
import io.sillage.contracts.Topic;
import io.sillage.platform.id.Ids;
import io.sillage.testing.TestTopics;
import io.sillage.testing.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// An audience of its own account, as contacts-service and events-service would tell of it, and as its owner sees its
/// segments.
public final class TestAudience {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final AtomicLong NEXT_TAG = new AtomicLong(2);

    private final InstantSource clock;
    private final UUID accountId = UUID.randomUUID();
    private final UUID audienceId;
    private final Map<UUID, Long> versions = new HashMap<>();
    private String token;

    public TestAudience(InstantSource clock) {
        this.clock = clock;
        this.audienceId = Ids.newId(clock.instant());
        this.token = Tokens.of(accountId);
        TestTopics.publish(changed(1, false));
        await().atMost(PATIENCE).untilAsserted(() -> get("/segments").statusCode(200));
    }

    public AudienceChanged changed(long version, boolean deleted) {
        return changed(version, deleted, List.of());
    }

    public AudienceChanged withField(String tag, long version) {
        return changed(version, false, List.of(new AudienceChanged.Field(7, tag, tag, "text", false, "")));
    }

    private AudienceChanged changed(long version, boolean deleted, List<AudienceChanged.Field> more) {
        var now = clock.instant();
        var fields = new ArrayList<>(List.of(
                new AudienceChanged.Field(1, "FNAME", "First Name", "text", false, ""),
                new AudienceChanged.Field(2, "LNAME", "Last Name", "text", false, ""),
                new AudienceChanged.Field(6, "CITY", "City", "text", false, "")));
        fields.addAll(more);
        return new AudienceChanged(
                Ids.newId(now),
                accountId,
                audienceId,
                listId(),
                version,
                "Test",
                fields,
                new AudienceChanged.SenderDefaults("Ada", "ada@example.org", "", "en"),
                "Company",
                "Street 1",
                false,
                null,
                null,
                deleted,
                now,
                now);
    }

    public void onAPlan(Entitlements entitlements) {
        token = Tokens.of(accountId, entitlements);
    }

    public UUID accountId() {
        return accountId;
    }

    public UUID audienceId() {
        return audienceId;
    }

    public String listId() {
        return Ids.hex(audienceId).substring(22);
    }

    /// A contact that this service has not heard of.
    public UUID stranger() {
        return Ids.newId(clock.instant());
    }

    public UUID contact(String name) {
        return contact(name, EmailStatus.SUBSCRIBED, Map.of("FNAME", name));
    }

    public UUID contact(String name, EmailStatus status, Map<String, Object> fields) {
        var contactId = stranger();
        tell(contactId, name, status, fields);
        return contactId;
    }

    /// Tells of the contact, a version further.
    public void tell(UUID contactId, String name, EmailStatus status, Map<String, Object> fields, long... tags) {
        TestTopics.publish(told(contactId, name, status, fields, tags));
    }

    public ContactChanged told(
            UUID contactId, String name, EmailStatus status, Map<String, Object> fields, long... tags) {
        var now = clock.instant();
        var email = emailOf(name);
        return new ContactChanged(
                Ids.newId(now),
                accountId,
                audienceId,
                contactId,
                versions.merge(contactId, 1L, Long::sum),
                email,
                md5(email),
                status,
                fields,
                Arrays.stream(tags)
                        .mapToObj(tag -> new ContactChanged.Tag(tag, "tag " + tag))
                        .toList(),
                "",
                false,
                "html",
                "API",
                now,
                now,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                Origin.API,
                false,
                now);
    }

    public ContactErased erased(UUID contactId) {
        var now = clock.instant();
        return new ContactErased(
                Ids.newId(now), accountId, audienceId, contactId, versions.merge(contactId, 1L, Long::sum), now);
    }

    public String emailOf(String name) {
        return name.toLowerCase(java.util.Locale.ROOT) + "@" + listId() + ".example.org";
    }

    public long tag(String name) {
        var id = NEXT_TAG.getAndAdd(2);
        var now = clock.instant();
        TestTopics.publish(new TagChanged(Ids.newId(now), accountId, audienceId, id, 1, name, false, now, now));
        return id;
    }

    public ActivityRecorded event(UUID contactId, String name, Instant occurredAt) {
        return event(contactId, name, occurredAt, Map.of());
    }

    public ActivityRecorded event(UUID contactId, String name, Instant occurredAt, Map<String, String> properties) {
        var now = clock.instant();
        return new ActivityRecorded(
                Ids.newId(now),
                accountId,
                audienceId,
                contactId,
                ActivityType.EVENT,
                name,
                properties,
                occurredAt,
                now,
                "api",
                false);
    }

    public void did(UUID contactId, String name) {
        TestTopics.publish(event(contactId, name, clock.instant()));
    }

    /// A saved segment of everybody for whom this one condition holds.
    public long segment(String name, String condition) {
        return create(name, condition).extract().jsonPath().getLong("id");
    }

    public ValidatableResponse create(String name, String condition) {
        return post("/segments", """
                {"name": "%s", "options": {"match": "all", "conditions": [%s]}}""".formatted(name, condition)).statusCode(200);
    }

    public static String event(String name, String... filters) {
        var all = new ArrayList<String>();
        all.add("""
                {"field": "contact_event_name", "op": "is", "value": "%s"}""".formatted(name));
        all.addAll(List.of(filters));
        return """
                {"field": "contact_event", "op": "is", "filters": [%s]}""".formatted(String.join(", ", all));
    }

    public static String within(String duration) {
        return """
                {"field": "contact_event_timeframe", "op": "within", "value": "%s"}""".formatted(duration);
    }

    public static String count(String op, int number) {
        return """
                {"field": "contact_event_count", "op": "%s", "value": %d}""".formatted(op, number);
    }

    /// The ids of the members, as soon as they are these.
    public void awaitMembers(long segmentId, UUID... contacts) {
        var wanted = Arrays.stream(contacts).map(Ids::hex).sorted().toList();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(members(segmentId))
                        .isEqualTo(wanted));
    }

    /// As [#awaitMembers], of a segment so large that only its first members are compared.
    public void awaitMembers(long segmentId, UUID[] first, int total) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> get("/segments/" + segmentId)
                .statusCode(200)
                .body("member_count", org.hamcrest.Matchers.equalTo(total)));
        awaitMembers(segmentId, first);
    }

    public List<String> members(long segmentId) {
        return get("/segments/" + segmentId + "/members?count=1000")
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("members.contact_id", String.class)
                .stream()
                .sorted()
                .toList();
    }

    /// What was announced about a contact and a segment so far, in order.
    public List<MembershipChanged> movements(long segmentId, UUID contactId, int atLeast) {
        return TestTopics.await(
                        Topic.SEGMENT_MEMBERSHIPS,
                        MembershipChanged.class,
                        message -> message.segmentId() == segmentId
                                && message.contactId().equals(contactId),
                        atLeast)
                .stream()
                .sorted(Comparator.comparing(MembershipChanged::occurredAt, Comparator.naturalOrder()))
                .toList();
    }

    public ValidatableResponse get(String path) {
        return request().get(url(path)).then();
    }

    public ValidatableResponse post(String path, String body) {
        return request().body(body).post(url(path)).then();
    }

    public ValidatableResponse patch(String path, String body) {
        return request().body(body).patch(url(path)).then();
    }

    public ValidatableResponse delete(String path) {
        return request().delete(url(path)).then();
    }

    private RequestSpecification request() {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }

    private String url(String path) {
        return "/3.0/lists/" + listId() + path;
    }

    public static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
