package io.sillage.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.Message;
import io.sillage.contracts.MessageType;
import io.sillage.contracts.Origin;
import io.sillage.contracts.TagContact;
import io.sillage.contracts.Topic;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What this service writes is what the schemas promise, and it reads what they allow.
@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class MessageContractTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonSchema> schemas = new HashMap<>();

    @Test
    void everyMessageKeepsToItsSchema() {
        var api = Api.ofNewAccount();
        var list = api.newList();
        api.post(list + "/merge-fields", "{\"name\": \"Spent\", \"type\": \"number\", \"tag\": \"SPENT\"}");
        var member = api.newMember(list, "ada-" + UUID.randomUUID() + "@example.org");
        api.patch(member, "{\"merge_fields\": {\"SPENT\": 12.5, \"ADDRESS\": {\"addr1\": \"1 Main St\"}}}");
        api.patch(member, "{\"email_address\": \"ada-%s@example.org\"}".formatted(UUID.randomUUID()));
        api.post(
                list + "/members/" + idOf(api, list) + "/tags",
                "{\"tags\": [{\"name\": \"A\", \"status\": \"active\"}]}");
        api.delete(list + "/members/" + idOf(api, list)).statusCode(204);
        api.post(archived(api, list) + "/actions/delete-permanent", "").statusCode(204);

        awaitValid(Topic.ACCOUNTS, "AccountChanged");
        awaitValid(Topic.API_KEYS, "ApiKeyChanged");
        awaitValid(Topic.AUDIENCES, "AudienceChanged", "TagChanged");
        awaitValid(Topic.CONTACTS, "ContactChanged", "ContactErased");
    }

    private static String idOf(Api api, String list) {
        return api.get(list + "/members").extract().path("members[0].id");
    }

    private static String archived(Api api, String list) {
        return list + "/members/"
                + api.get(list + "/members?status=archived").extract().<String>path("members[0].contact_id");
    }

    /// Reads the topic until all these types were seen; everything on the way has to be valid.
    private void awaitValid(Topic topic, String... types) {
        var missing = new HashSet<>(Set.of(types));
        TestTopics.awaitRecords(topic, record -> {
            if (record.value() != null) {
                missing.remove(validated(record));
            }
            return missing.isEmpty();
        });
    }

    private String validated(ConsumerRecord<String, byte[]> record) {
        var type = new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8)
                .replace("io.sillage.", "");
        try {
            var value = JSON.readTree(record.value());
            assertThat(schemas.computeIfAbsent(type, MessageContractTest::schema)
                            .validate(value))
                    .as("%s: %s", type, value)
                    .isEmpty();
            return type;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonSchema schema(String type) {
        try (var file = Message.class.getResourceAsStream("/schemas/" + type + ".json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TagContact", "DefineTag", "DeleteTag", "UnsubscribeContact"})
    void everyCommandThatTheContractAllowsIsUnderstood(String type) throws IOException {
        var api = Api.ofNewAccount();
        var member = api.newMember(api.newList(), "ada-" + UUID.randomUUID() + "@example.org");
        var contact =
                TestTopics.awaitOne(Topic.CONTACTS, ContactChanged.class, each -> member.endsWith(each.emailHash()));
        // the key of the sentinel brings both to the same partition
        var key = contact.contactId().toString();

        TestTopics.publishRaw(Topic.CONTACT_COMMANDS, key, "io.sillage." + type, example(type));
        TestTopics.publish(sentinel(contact));

        TestTopics.awaitOne(
                Topic.CONTACTS,
                ContactChanged.class,
                each -> each.contactId().equals(contact.contactId()) && each.version() == 2);
        assertThat(TestTopics.now(Topic.DEAD_LETTERS, messageClass(type), _ -> true))
                .isEmpty();
    }

    private static byte[] example(String type) throws IOException {
        try (var file = Message.class.getResourceAsStream("/examples/" + type + ".json")) {
            return file.readAllBytes();
        }
    }

    private static Class<? extends Message> messageClass(String type) {
        return MessageType.byName("io.sillage." + type).orElseThrow();
    }

    private static TagContact sentinel(ContactChanged contact) {
        return new TagContact(
                UUID.randomUUID(),
                contact.accountId(),
                contact.audienceId(),
                contact.contactId(),
                0,
                "Sentinel",
                true,
                Origin.AUTOMATION,
                Instant.parse("2026-03-01T12:00:00Z"));
    }
}
