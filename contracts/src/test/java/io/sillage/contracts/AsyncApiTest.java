package io.sillage.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The published description of all topics names every topic and every message, and points at schemas that exist.
class AsyncApiTest {

    private static final Path RESOURCES = Path.of("src/main/resources");

    private final JsonNode document = read();

    @Test
    void everyTopicIsDescribed() {
        var described = new TreeSet<String>();
        document.path("channels")
                .forEach(channel -> described.add(channel.path("address").textValue()));
        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Topic.values()).map(Topic::topicName).toList());
    }

    @Test
    void everyMessageIsDescribedUnderItsWireName() {
        var described = new TreeSet<String>();
        document.path("components")
                .path("messages")
                .forEach(message -> described.add(message.path("name").textValue()));
        assertThat(described)
                .isEqualTo(Stream.of(Message.class.getPermittedSubclasses())
                        .map(type -> MessageType.nameOf(type.asSubclass(Message.class)))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everySchemaThatItPointsAtExists() {
        var schemas = document.findValues("$ref").stream()
                .map(JsonNode::textValue)
                .filter(reference -> reference.endsWith(".json"))
                .toList();
        assertThat(schemas).isNotEmpty().allMatch(schema -> Files.exists(RESOURCES.resolve(schema)));
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readTree(RESOURCES.resolve("asyncapi.yaml").toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
