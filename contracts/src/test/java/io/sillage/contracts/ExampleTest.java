package io.sillage.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every message has an example, which is exactly what we write, validates against the schema, and survives newer
/// fields.
class ExampleTest {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModules(new JavaTimeModule(), new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    static Stream<Class<?>> messages() {
        return Stream.of(Message.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void weWriteExactlyTheExample(Class<?> message) throws IOException {
        var example = exampleOf(message);
        JsonNode written = JSON.readTree(JSON.writeValueAsBytes(JSON.treeToValue(example, message)));
        assertThat(written).isEqualTo(example);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void fieldsOfTheFutureAreTolerated(Class<?> message) throws IOException {
        var newer = exampleOf(message).put("addedInTheFuture", true);
        assertThat(JSON.treeToValue(newer, message)).isEqualTo(JSON.treeToValue(exampleOf(message), message));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void theExampleValidatesAgainstTheSchema(Class<?> message) throws IOException {
        var schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Schemas.committed(message));
        assertThat(schema.validate(exampleOf(message))).isEmpty();
    }

    private static ObjectNode exampleOf(Class<?> message) throws IOException {
        var file = Path.of("src/main/resources/examples", message.getSimpleName() + ".json");
        return JSON.readValue(file.toFile(), ObjectNode.class);
    }
}
