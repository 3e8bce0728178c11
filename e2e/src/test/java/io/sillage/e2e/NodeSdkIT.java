package io.sillage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The official SDK for Node, unchanged, configured by its public options only.
class NodeSdkIT {

    private final RunningStack stack = RunningStack.shared();

    @Test
    void theStoryOverHttp() throws JsonProcessingException {
        verify(tell("http", Map.of("SILLAGE_BASE_PATH", stack.url() + "/3.0")));
    }

    @Test
    void theStoryOverHttpsWithNothingButTheServerOption() throws JsonProcessingException {
        verify(tell(
                "https",
                Map.of(
                        "SILLAGE_SERVER", "localhost:%d/mc".formatted(stack.httpsPort()),
                        "NODE_EXTRA_CA_CERTS", stack.certificate().toString())));
    }

    private JsonNode tell(String run, Map<String, String> how) throws JsonProcessingException {
        var environment = new HashMap<>(how);
        environment.put("SILLAGE_API_KEY", stack.apiKey());
        environment.put("SILLAGE_RUN", run);
        var lines = NodeSdk.run("story.mjs", environment).strip().lines().toList();
        var story = new ObjectMapper().readTree(lines.getLast());
        return ((com.fasterxml.jackson.databind.node.ObjectNode) story).put("run", run);
    }

    private static void verify(JsonNode story) throws JsonProcessingException {
        var ada = "ada-%s@example.org".formatted(story.path("run").textValue());
        var bob = "bob-%s@example.org".formatted(story.path("run").textValue());
        var json = new ObjectMapper();
        assertThat(story.path("ping").textValue()).isEqualTo("Everything's Chimpy!");
        assertThat(story.path("account").textValue()).matches("[0-9a-f]{32}");
        assertThat(story.path("listId").textValue()).matches("[0-9a-f]{10}");
        assertThat(story.path("mergeFields").intValue()).isEqualTo(5);
        assertThat(story.path("again").path("title").textValue()).isEqualTo("Member Exists");
        assertThat(story.path("again").path("detail").textValue()).contains("is already a list member");
        assertThat(story.path("nobody").path("status").intValue()).isEqualTo(404);
        assertThat(story.path("badName").path("status").intValue()).isEqualTo(400);
        assertThat(story.path("fullName").textValue()).isEqualTo("ada Lovelace");
        assertThat(story.path("tags")).isEqualTo(json.readTree("[\"sdk\", \"vip\"]"));
        assertThat(story.path("events"))
                .isEqualTo(json.readTree("[[\"meetup_registered\", {\"location\": \"Atlanta\"}]]"));
        assertThat(story.path("members")).isEqualTo(json.createArrayNode().add(ada));
        assertThat(story.path("page").path("total_items").intValue()).isEqualTo(2);
        assertThat(story.path("page").path("members").findValuesAsText("email_address"))
                .hasSize(1)
                .isSubsetOf(ada, bob);
        assertThat(story.path("archived").textValue()).isEqualTo("archived");
        assertThat(story.path("listed").booleanValue()).isTrue();
        assertThat(story.path("gone").path("title").textValue()).isEqualTo("Resource Not Found");
    }
}
