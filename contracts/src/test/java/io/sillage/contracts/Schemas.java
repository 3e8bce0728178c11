package io.sillage.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// JSON Schemas of messages: the committed ones, and the ones that follow from the records as they are now.
final class Schemas {

    private static final Path FOLDER = Path.of("src/main/resources/schemas");

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final SchemaGenerator GENERATOR = generator();

    private Schemas() {}

    static JsonNode generated(Class<?> message) {
        return GENERATOR.generateSchema(message);
    }

    static JsonNode committed(Class<?> message) {
        try {
            return JSON.readTree(file(message).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isCommitted(Class<?> message) {
        return Files.exists(file(message));
    }

    static void commit(Class<?> message) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(file(message), JSON.writeValueAsString(generated(message)) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Class<?> message) {
        return FOLDER.resolve(message.getSimpleName() + ".json");
    }

    private static SchemaGenerator generator() {
        var config = new SchemaGeneratorConfigBuilder(JSON, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule(
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE, JacksonOption.RESPECT_JSONPROPERTY_ORDER))
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.EXTRA_OPEN_API_FORMAT_VALUES);
        config.forFields().withRequiredCheck(field -> !isNullable(field)).withNullableCheck(Schemas::isNullable);
        config.forTypesInGeneral().withPropertySorter((_, _) -> 0);
        return new SchemaGenerator(config.build());
    }

    private static boolean isNullable(FieldScope field) {
        return field.getRawMember() instanceof Field member
                && !field.isFakeContainerItemScope()
                && member.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
