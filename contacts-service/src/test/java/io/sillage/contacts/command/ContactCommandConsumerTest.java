package io.sillage.contacts.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.contracts.AddContact;
import io.sillage.contracts.ArchiveContact;
import io.sillage.contracts.Change;
import io.sillage.contracts.Channel;
import io.sillage.contracts.CleanContact;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.DefineTag;
import io.sillage.contracts.DeleteTag;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.GroupContact;
import io.sillage.contracts.Origin;
import io.sillage.contracts.SendEmail;
import io.sillage.contracts.SubscribeContact;
import io.sillage.contracts.TagChanged;
import io.sillage.contracts.TagContact;
import io.sillage.contracts.Topic;
import io.sillage.contracts.UnsubscribeContact;
import io.sillage.contracts.UpdateContact;
import io.sillage.platform.id.Ids;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class ContactCommandConsumerTest {

    private static final Instant THEN = Instant.parse("2026-03-01T12:00:00Z");

    private Api api;
    private String list;
    private String member;
    private ContactChanged contact;
    private long tagId;

    @BeforeEach
    void newMember() {
        api = Api.ofNewAccount();
        list = api.newList();
        member = api.newMember(list, "ada-" + UUID.randomUUID() + "@example.org");
        contact = TestTopics.awaitOne(Topic.CONTACTS, ContactChanged.class, each -> member.endsWith(each.emailHash()));
        tagId = ThreadLocalRandom.current().nextLong(1_000_000, 1_000_000_000) * 2 + 1;
    }

    @Test
    void redeliveredCommandChangesNothing() {
        var give = tag(tagId, "Gold", true);
        TestTopics.publish(give, give);
        awaitVersion(2);
        api.post(member + "/tags", "{\"tags\": [{\"name\": \"Gold\", \"status\": \"inactive\"}]}")
                .statusCode(204);

        TestTopics.publish(give, tag(0, "Silver", true));

        var last = awaitVersion(4);
        assertThat(last.tags()).extracting(ContactChanged.Tag::name).containsExactly("Silver");
        assertThat(last.origin()).isEqualTo(Origin.AUTOMATION);
        assertThat(announced()).hasSize(4);
    }

    @Test
    void tagThatDoesNotExistIsMadeUnderTheGivenId() {
        TestTopics.publish(tag(tagId, "Gold", true));

        awaitVersion(2);
        api.get(member).body("tags[0].id", equalTo((int) tagId)).body("tags[0].name", equalTo("Gold"));
    }

    @Test
    void tagIsGivenAndTakenByName() {
        TestTopics.publish(tag(0, "Gold", true), tag(0, "GOLD", true), tag(0, "gold", false), tag(0, "none", false));
        awaitVersion(3);

        api.get(member).body("tags_count", equalTo(0));
        api.get(list + "/tag-search").body("tags.name", contains("Gold"));
        assertThat(announced().get(1).changes().getFirst()).isInstanceOf(Change.TagAdded.class);
        assertThat(announced().get(2).changes().getFirst()).isInstanceOf(Change.TagRemoved.class);
    }

    @Test
    void definedTagIsRenamedAndDeletedFromEveryContact() {
        TestTopics.publish(define("Gold"));
        TestTopics.publish(tag(tagId, "Gold", true));
        awaitVersion(2);
        TestTopics.publish(define("Platinum"));
        awaitTag(2);
        api.get(member).body("tags.name", contains("Platinum"));

        TestTopics.publish(new DeleteTag(UUID.randomUUID(), contact.accountId(), contact.audienceId(), tagId, THEN));

        var last = awaitVersion(3);
        assertThat(last.tags()).isEmpty();
        assertThat(last.changes()).containsExactly(new Change.TagRemoved(tagId, "Platinum"));
        assertThat(last.suppressTriggers()).isTrue();
        assertThat(awaitTag(3).deleted()).isTrue();
        api.get(list + "/tag-search").body("total_items", equalTo(0));
    }

    @Test
    void fieldsAreUpdatedAsFarAsTheyTakeTheirValue() {
        var fields = Map.<String, Object>of("FNAME", "Grace", "BIRTHDAY", List.of("no"), "NOPE", "x");
        TestTopics.publish(new UpdateContact(
                UUID.randomUUID(),
                contact.accountId(),
                contact.audienceId(),
                contact.contactId(),
                fields,
                Origin.AUTOMATION,
                true,
                THEN));

        var told = awaitVersion(2);
        assertThat(told.changes()).containsExactly(new Change.FieldChanged("FNAME", null, "Grace"));
        assertThat(told.suppressTriggers()).isTrue();
    }

    @Test
    void groupsAreJoinedAndLeft() {
        String category = api.post(list + "/interest-categories", "{\"title\": \"Music\", \"type\": \"checkboxes\"}")
                .extract()
                .path("id");
        String group = api.post(list + "/interest-categories/" + category + "/interests", "{\"name\": \"Jazz\"}")
                .extract()
                .path("id");

        TestTopics.publish(group(group, true), group(group, true), group("0123456789", true), group(group, false));

        awaitVersion(3);
        assertThat(announced().get(1).groups()).containsExactly(group);
        assertThat(announced().get(2).groups()).isEmpty();
    }

    private GroupContact group(String groupId, boolean join) {
        return new GroupContact(
                UUID.randomUUID(),
                contact.accountId(),
                contact.audienceId(),
                contact.contactId(),
                groupId,
                join,
                Origin.AUTOMATION,
                false,
                THEN);
    }

    @Test
    void complaintIsReported() {
        TestTopics.publish(new CleanContact(
                UUID.randomUUID(),
                contact.accountId(),
                contact.audienceId(),
                contact.contactId(),
                "abuse",
                Origin.BOUNCE,
                false,
                THEN));
        awaitVersion(2);

        int report = api.get(list + "/abuse-reports")
                .statusCode(200)
                .body("total_items", equalTo(1))
                .body("abuse_reports[0].email_address", equalTo(contact.email()))
                .body("abuse_reports[0].merge_fields.FNAME", equalTo(""))
                .extract()
                .path("abuse_reports[0].id");
        api.get(list + "/abuse-reports/" + report).statusCode(200).body("id", equalTo(report));
        api.get(list + "/abuse-reports/" + (report + 1)).statusCode(404);
        api.get(list + "/abuse-reports/x").statusCode(404);
        api.get(member).body("status", equalTo("cleaned"));
    }

    @Test
    void cleanedContactCanSubscribeItselfAgain() {
        TestTopics.publish(new CleanContact(
                UUID.randomUUID(),
                contact.accountId(),
                contact.audienceId(),
                contact.contactId(),
                "hard",
                Origin.BOUNCE,
                false,
                THEN));
        awaitVersion(2);
        api.get(member).body("status", equalTo("cleaned"));
        api.patch(member, "{\"status\": \"subscribed\"}").statusCode(400);

        TestTopics.publish(new SubscribeContact(
                UUID.randomUUID(),
                contact.accountId(),
                contact.audienceId(),
                contact.contactId(),
                Channel.EMAIL,
                Origin.FORM,
                false,
                THEN));

        assertThat(awaitVersion(3).status()).isEqualTo(EmailStatus.SUBSCRIBED);
        api.get(member + "/consent-history")
                .body("history.origin", contains("form", "bounce", "api"))
                .body("history.to_status", contains("subscribed", "cleaned", "subscribed"));
    }

    @Test
    void whoLeavesSmsByItselfComesBackByItselfOnly() {
        api.patch(member, "{\"sms_phone_number\": \"+33612345678\", \"sms_subscription_status\": \"subscribed\"}")
                .statusCode(200);
        TestTopics.publish(unsubscribeSms(Origin.AUTOMATION));
        awaitVersion(3);
        api.patch(member, "{\"sms_subscription_status\": \"subscribed\"}").statusCode(200);

        TestTopics.publish(unsubscribeSms(Origin.PREFERENCES));

        awaitVersion(5);
        api.get(member).body("sms_subscription_status", equalTo("unsubscribed")).body("status", equalTo("subscribed"));
        api.patch(member, "{\"sms_subscription_status\": \"subscribed\"}")
                .statusCode(400)
                .body("title", equalTo("Member In Compliance State"));
    }

    private UnsubscribeContact unsubscribeSms(Origin origin) {
        return new UnsubscribeContact(
                UUID.randomUUID(),
                contact.accountId(),
                contact.audienceId(),
                contact.contactId(),
                Channel.SMS,
                "Too many",
                origin,
                THEN);
    }

    @Test
    void archivedByCommand() {
        TestTopics.publish(new ArchiveContact(
                UUID.randomUUID(),
                contact.accountId(),
                contact.audienceId(),
                contact.contactId(),
                Origin.AUTOMATION,
                false,
                THEN));

        awaitVersion(2);
        api.get(member).body("status", equalTo("archived"));
    }

    @Test
    void customerIsAddedOnceAndNeverLowered() {
        var email = "eve-" + UUID.randomUUID() + "@example.org";
        var added = add(email, EmailStatus.TRANSACTIONAL);
        TestTopics.publish(added);
        awaitMember(email, "transactional");

        TestTopics.publish(added, add(email, EmailStatus.SUBSCRIBED), add(email, EmailStatus.TRANSACTIONAL));

        awaitMember(email, "subscribed");
        api.get(list + "/members/" + email)
                .body("merge_fields.FNAME", equalTo("Eve"))
                .body("source", equalTo("Example Shop"));
        TestTopics.publish(tagOf(added.contactId()));
        await().untilAsserted(() -> api.get(list + "/members/" + email).body("tags.name", contains("Gold")));
    }

    private TagContact tagOf(UUID contactId) {
        return new TagContact(
                UUID.randomUUID(),
                contact.accountId(),
                contact.audienceId(),
                contactId,
                0,
                "Gold",
                true,
                Origin.AUTOMATION,
                THEN);
    }

    private void awaitMember(String email, String status) {
        await().untilAsserted(() ->
                api.get(list + "/members/" + email).statusCode(200).body("status", equalTo(status)));
    }

    private AddContact add(String email, EmailStatus status) {
        return new AddContact(
                UUID.randomUUID(),
                contact.accountId(),
                contact.audienceId(),
                UUID.randomUUID(),
                email,
                null,
                status,
                Map.of("FNAME", "Eve"),
                "Example Shop",
                Origin.SYNC,
                false,
                THEN);
    }

    @Test
    void whoAsksInAFormConfirmsWhereThatIsAsked() {
        api.patch(list, "{\"double_optin\": true}").statusCode(200);
        var email = "eve-" + UUID.randomUUID() + "@example.org";

        TestTopics.publish(add(email, null, Origin.FORM));

        awaitMember(email, "pending");
        TestTopics.awaitOne(
                Topic.EMAIL_REQUESTS, SendEmail.class, each -> each.to().equals(email));
    }

    @Test
    void aPhoneIsAddedOnceAndHasAgreedToNothing() {
        var phone = "+3361%07d".formatted(Math.floorMod(UUID.randomUUID().hashCode(), 10_000_000));
        TestTopics.publish(add("", phone, Origin.SMS), add("", phone, Origin.SMS), add("", "+1", Origin.SMS));

        var bySms = "/3.0/audiences%s/contacts/sms:%s".formatted(list.substring(list.lastIndexOf('/')), sha256(phone));
        await().untilAsserted(() -> api.get(bySms)
                .statusCode(200)
                .body("sms_channel.sms_phone", equalTo(phone))
                .body("sms_channel.effective_subscription_status.value", equalTo("pending")));
        api.get(list + "/members?count=100").body("total_items", equalTo(2));
    }

    @Test
    void aContactThatChangedItsPhoneIsNotAddedAgainForTheOldOne() {
        var phone = "+3361%07d".formatted(Math.floorMod(UUID.randomUUID().hashCode(), 10_000_000));
        var added = add("", phone, Origin.SMS);
        TestTopics.publish(added);
        var path = list + "/members/" + Ids.hex(added.contactId());
        await().untilAsserted(() -> api.get(path).statusCode(200));
        api.patch(path, "{\"sms_phone_number\": \"+33612345678\"}").statusCode(200);

        TestTopics.publish(
                new AddContact(
                        UUID.randomUUID(),
                        added.accountId(),
                        added.audienceId(),
                        added.contactId(),
                        "",
                        phone,
                        EmailStatus.TRANSACTIONAL,
                        Map.of(),
                        "SMS",
                        Origin.SMS,
                        false,
                        THEN),
                tagOf(added.contactId()));

        await().untilAsserted(() -> api.get(path).body("tags.name", contains("Gold")));
        api.get(path).body("sms_phone_number", equalTo("+33612345678"));
        api.get(list + "/members?count=100").body("total_items", equalTo(2));
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private AddContact add(String email, @Nullable String phone, Origin origin) {
        return new AddContact(
                UUID.randomUUID(),
                contact.accountId(),
                contact.audienceId(),
                UUID.randomUUID(),
                email,
                phone,
                EmailStatus.SUBSCRIBED,
                Map.of(),
                "Somewhere",
                origin,
                false,
                THEN);
    }

    @Test
    void lateCommandDoesNotBringADeletedTagBack() {
        TestTopics.publish(define("Gold"));
        awaitTag(1);
        TestTopics.publish(new DeleteTag(UUID.randomUUID(), contact.accountId(), contact.audienceId(), tagId, THEN));
        awaitTag(2);

        TestTopics.publish(tag(tagId, "Gold", true), tag(0, "Silver", true));

        assertThat(awaitVersion(2).tags()).extracting(ContactChanged.Tag::name).containsExactly("Silver");
    }

    @Test
    void tagWithANameInUseGetsANumber() {
        api.post(member + "/tags", "{\"tags\": [{\"name\": \"Gold\", \"status\": \"active\"}]}")
                .statusCode(204);

        TestTopics.publish(define("GOLD"));

        assertThat(awaitTag(1).name()).isEqualTo("GOLD (2)");
    }

    @Test
    void contactThatUnsubscribedItselfCanOnlyConfirmItself() {
        TestTopics.publish(unsubscribe(Origin.UNSUBSCRIBE_LINK));

        var last = awaitVersion(2);
        assertThat(last.changes())
                .containsExactly(new Change.StatusChanged(EmailStatus.SUBSCRIBED, EmailStatus.UNSUBSCRIBED));
        api.get(member).body("status", equalTo("unsubscribed")).body("unsubscribe_reason", equalTo("Too many"));
        var again = "{\"status\": \"subscribed\"}";
        api.patch(member, again).statusCode(400).body("title", equalTo("Member In Compliance State"));
        api.delete(member).statusCode(204);
        api.patch(member, again).statusCode(400).body("title", equalTo("Member In Compliance State"));
        api.patch(member, "{\"status\": \"pending\"}").statusCode(200);
        api.patch(member, again).statusCode(400);
    }

    @Test
    void contactThatAFlowUnsubscribedMayBeSubscribedByTheApi() {
        TestTopics.publish(unsubscribe(Origin.AUTOMATION), unsubscribe(Origin.AUTOMATION));

        awaitVersion(2);
        api.patch(member, "{\"status\": \"subscribed\"}").statusCode(200);
        assertThat(awaitVersion(3).status()).isEqualTo(EmailStatus.SUBSCRIBED);
    }

    @Test
    void commandOfAnotherAccountOrForNobodyChangesNothing() {
        var stranger = UUID.randomUUID();
        TestTopics.publish(
                new TagContact(
                        UUID.randomUUID(),
                        stranger,
                        contact.audienceId(),
                        contact.contactId(),
                        0,
                        "A",
                        true,
                        Origin.AUTOMATION,
                        THEN),
                new TagContact(
                        UUID.randomUUID(),
                        contact.accountId(),
                        contact.audienceId(),
                        stranger,
                        0,
                        "B",
                        true,
                        Origin.AUTOMATION,
                        THEN),
                new DefineTag(UUID.randomUUID(), stranger, contact.audienceId(), tagId, "C", THEN),
                tag(0, "Mine", true));

        assertThat(awaitVersion(2).tags()).extracting(ContactChanged.Tag::name).containsExactly("Mine");
        api.get(list + "/tag-search").body("tags.name", contains("Mine"));
    }

    private TagContact tag(long id, String name, boolean add) {
        return new TagContact(
                UUID.randomUUID(),
                contact.accountId(),
                contact.audienceId(),
                contact.contactId(),
                id,
                name,
                add,
                Origin.AUTOMATION,
                THEN);
    }

    private DefineTag define(String name) {
        return new DefineTag(UUID.randomUUID(), contact.accountId(), contact.audienceId(), tagId, name, THEN);
    }

    private UnsubscribeContact unsubscribe(Origin origin) {
        return new UnsubscribeContact(
                UUID.randomUUID(),
                contact.accountId(),
                contact.audienceId(),
                contact.contactId(),
                null,
                "Too many",
                origin,
                THEN);
    }

    private ContactChanged awaitVersion(long version) {
        return TestTopics.awaitOne(
                Topic.CONTACTS,
                ContactChanged.class,
                each -> each.contactId().equals(contact.contactId()) && each.version() == version);
    }

    private List<ContactChanged> announced() {
        return TestTopics.now(
                Topic.CONTACTS, ContactChanged.class, each -> each.contactId().equals(contact.contactId()));
    }

    private TagChanged awaitTag(long version) {
        return TestTopics.awaitOne(
                Topic.AUDIENCES, TagChanged.class, each -> each.tagId() == tagId && each.version() == version);
    }
}
