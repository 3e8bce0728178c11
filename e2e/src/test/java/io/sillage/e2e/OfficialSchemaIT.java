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
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What we answer is what the official schema describes. The schema is not ours to hand on: the system property
/// `sillage.official-schema` says where a copy of `marketing.json` (Swagger 2.0) is.
class OfficialSchemaIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// What an answer has only if there is something to say, and what we do not have.
    private static final List<Pattern> SOMETIMES = Stream.of(
                    // links go to operations, not to descriptions of them
                    ".*\\._links\\[]\\.(targetSchema|schema)",
                    // of some types of fields
                    ".*merge-fields.*\\.options\\.(default_country|phone_format|date_format|choices|size)",
                    // a static segment has no conditions
                    ".*/segments(\\.segments\\[])?\\.options",
                    // members who have them
                    ".*members.*\\.(last_note|unsubscribe_reason|sms_(phone_number|subscription_.*))",
                    ".* /lists/\\{list_id}\\.(new|updated)_members\\[]\\.(last_note|sms_.*)",
                    ".*members.*\\.stats\\.ecommerce_data",
                    // orders that have one
                    ".*orders.*\\.tracking_code",
                    // flows of a store are asked for where flows are
                    ".*ecommerce/stores.*\\.automations",
                    // answers are not written into fields
                    ".*/reporting/surveys.*\\.merge_field",
                    // if it is asked for
                    "(POST|PATCH) /lists(/\\{list_id})?\\.stats\\.total_contacts")
            .map(Pattern::compile)
            .toList();

    private static final SchemaValidatorsConfig WITHOUT_FORMATS = SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(false) // dates are looked at apart: an unknown one is an empty text
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
        assertThat(answers.stream().flatMap(this::deviations).distinct()).isEmpty();
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
        if (answer.has("problem")) {
            return violations(operation, responses.path("default").path("schema"), answer.path("problem"));
        }
        if (!responses.path("200").has("schema")) {
            return answer.path("body").isEmpty() ? Stream.of() : Stream.of(operation + ": answers something");
        }
        return violations(operation, responses.path("200").path("schema"), answer.path("body"));
    }

    private static Stream<String> violations(String operation, JsonNode wanted, JsonNode given) {
        return JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(wanted, WITHOUT_FORMATS).validate(given).stream()
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

    /// What is missing, and dates that are none.
    private Stream<String> deviations(JsonNode answer) {
        var operation = answer.path("operation").textValue();
        return answer.has("problem")
                ? deviations(operation, responses(operation).path("default").path("schema"), answer.path("problem"))
                : deviations(operation, responses(operation).path("200").path("schema"), answer.path("body"));
    }

    private static Stream<String> deviations(String path, JsonNode wanted, JsonNode given) {
        if (given.isArray()) {
            return StreamSupport.stream(given.spliterator(), false)
                    .flatMap(element -> deviations(path + "[]", wanted.path("items"), element));
        }
        if (given.isTextual()) {
            return wanted.path("format").asText().equals("date-time") && !isDate(given.textValue())
                    ? Stream.of(path + " is no date: " + given.textValue())
                    : Stream.of();
        }
        return wanted.path("properties").properties().stream()
                .flatMap(property -> deviations(path + "." + property.getKey(), property, given));
    }

    private static Stream<String> deviations(String path, Map.Entry<String, JsonNode> property, JsonNode given) {
        if (given.has(property.getKey())) {
            return deviations(path, property.getValue(), given.get(property.getKey()));
        }
        var mayBeMissing =
                SOMETIMES.stream().anyMatch(each -> each.matcher(path).matches());
        return mayBeMissing ? Stream.of() : Stream.of(path);
    }

    /// An unknown one is an empty text.
    private static boolean isDate(String text) {
        try {
            return text.isEmpty() || OffsetDateTime.parse(text) != null;
        } catch (DateTimeParseException _) {
            return false;
        }
    }
}
