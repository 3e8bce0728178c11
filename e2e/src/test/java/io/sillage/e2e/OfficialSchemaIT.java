package io.sillage.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What we answer is what the official schema describes. The schema is not ours to hand on: the system property
/// `sillage.official-schema` says where a copy of `marketing.json` (Swagger 2.0) is.
class OfficialSchemaIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// What an answer has only if there is something to say, by the name of the field.
    private static final Set<String> SOMETIMES = Set.of(
            // links go to operations, not to descriptions of them
            "targetSchema",
            "schema",
            // of some types of fields and segments
            "default_country",
            "phone_format",
            "date_format",
            "choices",
            "size",
            "options",
            // of some members
            "ecommerce_data",
            "interests",
            "last_note",
            "sms_phone_number",
            "sms_subscription_status",
            "sms_subscription_last_updated",
            "unsubscribe_reason",
            // if it is asked for
            "total_contacts");

    private static final SchemaValidatorsConfig WITHOUT_FORMATS = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(false) // the API writes an unknown date as an empty text
            .build();

    private final RunningStack stack = RunningStack.shared();

    private JsonNode schema;

    @BeforeEach
    void readSchema() throws IOException {
        var file = System.getProperty("sillage.official-schema", "");
        assumeTrue(
                !file.isBlank() && Files.isReadable(Path.of(file)),
                "skipped: -Dsillage.official-schema does not name a copy of the official schema");
        schema = JSON.readTree(Path.of(file).toFile());
    }

    @Test
    void everyAnswerIsAsTheOfficialSchemaSays() {
        var environment = Map.of("SILLAGE_API_KEY", stack.apiKey(), "SILLAGE_BASE_PATH", stack.url() + "/3.0");
        var answers = NodeSdk.run("operations.mjs", environment)
                .lines()
                .map(OfficialSchemaIT::parse)
                .toList();

        assertThat(answers).hasSizeGreaterThan(60);
        assertThat(answers.stream().flatMap(this::violations)).isEmpty();
        assertThat(answers.stream().flatMap(this::missing).distinct()).isEmpty();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(line, e);
        }
    }

    private Stream<String> violations(JsonNode answer) {
        var operation = answer.path("operation").textValue();
        var responses = responses(operation);
        if (responses.isMissingNode()) {
            return Stream.of(operation + ": the official API has no such operation");
        }
        if (!responses.path("200").has("schema")) {
            return answer.path("body").isEmpty() ? Stream.of() : Stream.of(operation + ": answers something");
        }
        return JsonSchemaFactory.getInstance(VersionFlag.V4)
                .getSchema(responses.path("200").path("schema"), WITHOUT_FORMATS)
                .validate(answer.path("body"))
                .stream()
                .map(ValidationMessage::getMessage)
                .map(message -> operation + ": " + message);
    }

    private JsonNode responses(String operation) {
        var words = operation.split(" ");
        return schema.path("paths")
                .path(words[1])
                .path(words[0].toLowerCase(Locale.ROOT))
                .path("responses");
    }

    private Stream<String> missing(JsonNode answer) {
        var operation = answer.path("operation").textValue();
        return missing(operation, responses(operation).path("200").path("schema"), answer.path("body"));
    }

    private static Stream<String> missing(String path, JsonNode wanted, JsonNode given) {
        if (given.isArray()) {
            return given.isEmpty() ? Stream.of() : missing(path + "[]", wanted.path("items"), given.get(0));
        }
        return wanted.path("properties").properties().stream()
                .filter(property -> given.has(property.getKey()) || !SOMETIMES.contains(property.getKey()))
                .flatMap(property -> given.has(property.getKey())
                        ? missing(path + "." + property.getKey(), property.getValue(), given.get(property.getKey()))
                        : Stream.of(path + "." + property.getKey()));
    }
}
