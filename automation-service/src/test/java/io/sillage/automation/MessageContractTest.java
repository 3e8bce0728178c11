package io.sillage.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Message;
import io.sillage.contracts.MessageType;
import io.sillage.contracts.Topic;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What this service writes is what the schemas promise, and it reads what they allow.
@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class MessageContractTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    InstantSource clock;

    private final Map<String, JsonSchema> schemas = new HashMap<>();

    @Test
    void everyMessageKeepsToItsSchema() {
        var studio = new Studio(clock);
        var ada = studio.contact("ada");
        studio.journey("registered", """
                [%s, {"type": "add_tag", "tag": "in"},
                 {"type": "if_else", "condition": {"match": "any", "conditions": [{"field": "FNAME", "op": "blank"},
                   {"field": "contact_event", "op": "is", "filters": [
                     {"field": "contact_event_name", "op": "is", "value": "registered"},
                     {"field": "contact_event_timeframe", "op": "within", "value": "PT90M"}]}]}, "yes": [], "no": []}]""".formatted(Studio.email("Hello", "<p>x</p>")));

        studio.performs(ada, "registered", Map.of("location", "Atlanta"));
        studio.awaitEmails(ada, 1);

        awaitValid(Topic.CONTACT_COMMANDS, "TagContact", ada);
        awaitValid(Topic.CONDITION_REQUESTS, "CheckCondition", ada);
        awaitValid(Topic.ACTIVITIES, "ActivityRecorded", ada);
    }

    private void awaitValid(Topic topic, String type, Studio.Person person) {
        TestTopics.awaitRecords(
                topic,
                record -> typeOf(record).equals(type)
                        && record.key().equals(person.contactId().toString())
                        && isOurs(record)
                        && isValid(type, record));
    }

    private static boolean isOurs(ConsumerRecord<String, byte[]> record) {
        return header(record, "ce_source").equals("/sillage/automation-service");
    }

    private boolean isValid(String type, ConsumerRecord<String, byte[]> record) {
        try {
            var value = JSON.readTree(record.value());
            assertThat(schemas.computeIfAbsent(type, MessageContractTest::schema)
                            .validate(value))
                    .as("%s: %s", type, value)
                    .isEmpty();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String typeOf(ConsumerRecord<String, byte[]> record) {
        return header(record, "ce_type").replace("io.sillage.", "");
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
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
    @CsvSource({
        "ACCOUNTS, AccountChanged",
        "AUDIENCES, AudienceChanged",
        "AUDIENCES, TagChanged",
        "CONTACTS, ContactChanged",
        "CONTACTS, ContactErased",
        "ACTIVITIES, ActivityRecorded",
        "CONDITION_VERDICTS, ConditionVerdict",
        "EMAIL_REQUESTS, SendEmail"
    })
    void everyMessageThatTheContractAllowsIsUnderstood(Topic topic, String type) throws IOException {
        var studio = new Studio(clock);
        var ada = studio.somebody("ada");

        TestTopics.publishRaw(topic, ada.contactId().toString(), "io.sillage." + type, example(type));
        studio.changes(ada, EmailStatus.SUBSCRIBED, Map.of());
        var journey = studio.journey("registered", "[{\"type\": \"exit\"}]");

        // the same key brings what follows to the same partition, behind the example
        await().untilAsserted(() -> {
            studio.performs(ada, "registered", Map.of());
            assertThat(journey.decisionsOf(ada)).contains("entered");
        });
        assertThat(TestTopics.now(
                        Topic.DEAD_LETTERS,
                        MessageType.byName("io.sillage." + type).orElseThrow(),
                        _ -> true))
                .isEmpty();
    }

    private static byte[] example(String type) throws IOException {
        try (var file = Message.class.getResourceAsStream("/examples/" + type + ".json")) {
            return file.readAllBytes();
        }
    }
}
