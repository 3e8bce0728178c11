package io.sillage.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The committed schemas are promises to programs that we do not deploy. New fields may come, optional ones;
/// nothing goes.
///
/// After a compatible change, `./mvnw -pl contracts test -Dschemas.write=true` commits the new schemas.
class SchemaTest {

    static Stream<Class<?>> messages() {
        return Stream.of(Message.class.getPermittedSubclasses());
    }

    @BeforeAll
    static void writeIfAsked() {
        if (Boolean.getBoolean("schemas.write")) {
            messages()
                    .filter(message ->
                            !Schemas.isCommitted(message) || breaches(message).isEmpty())
                    .forEach(Schemas::commit);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void recordsStillKeepWhatTheCommittedSchemasPromise(Class<?> message) {
        assertThat(breaches(message)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void committedSchemasAreTheNewest(Class<?> message) {
        assertThat(Schemas.committed(message)).isEqualTo(Schemas.generated(message));
    }

    private static List<String> breaches(Class<?> message) {
        return Compatibility.breaches(Schemas.committed(message), Schemas.generated(message));
    }

    @Test
    void aRemovedFieldIsABreach() {
        var now = edited("{\"properties\":{\"a\":{\"type\":\"string\"}}}");
        assertThat(Compatibility.breaches(edited(OLD), now)).contains("#/properties/b was removed");
    }

    @Test
    void aRetypedFieldIsABreach() {
        var now = edited("{\"properties\":{\"a\":{\"type\":\"integer\"},\"b\":{\"type\":\"string\"}}}");
        assertThat(Compatibility.breaches(edited(OLD), now))
                .contains("#/properties/a/type was \"string\", is \"integer\"");
    }

    @Test
    void aNewRequiredFieldIsABreach() {
        var now = edited("{\"properties\":{\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"string\"},"
                + "\"c\":{\"type\":\"string\"}},\"required\":[\"c\"]}");
        assertThat(Compatibility.breaches(edited(OLD), now)).contains("#/required has the new entry \"c\"");
    }

    @Test
    void aNewOptionalFieldIsNoBreach() {
        var now = edited(
                "{\"properties\":{\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"string\"},\"c\":{\"type\":\"string\"}}}");
        assertThat(Compatibility.breaches(edited(OLD), now)).isEqualTo(List.of());
    }

    private static final String OLD = "{\"properties\":{\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"string\"}}}";

    private static JsonNode edited(String schema) {
        try {
            return new ObjectMapper().readValue(schema, ObjectNode.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
