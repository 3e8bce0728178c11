package io.sillage.automation.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a definition as the API shows it: what [DefinitionReader] reads, with all ids and defaults.
final class DefinitionWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private DefinitionWriter() {}

    static ArrayNode triggers(Definition definition) {
        var triggers = JSON.arrayNode();
        definition.triggers().forEach(trigger -> triggers.add(trigger(trigger)));
        return triggers;
    }

    /// A flow that lets everybody in shows a filter without conditions.
    static JsonNode filter(@Nullable Question filter) {
        return filter == null ? emptyGroup("all") : filter.asked();
    }

    static ObjectNode settings(Definition definition) {
        var settings = JSON.objectNode();
        settings.putObject("reentry")
                .put("allowed", definition.reentry().allowed())
                .put("minimum_wait", ApiDuration.format(definition.reentry().minimumWait()));
        settings.set("exit_condition", emptyGroup("any"));
        return settings;
    }

    static ArrayNode steps(List<Step> steps) {
        var array = JSON.arrayNode();
        steps.forEach(step -> array.add(step(step)));
        return array;
    }

    private static ObjectNode emptyGroup(String match) {
        var group = JSON.objectNode().put("match", match);
        group.putArray("conditions");
        return group;
    }

    private static ObjectNode trigger(Trigger trigger) {
        return switch (trigger) {
            case Trigger.EventApi(var id, var name) ->
                element(id, Trigger.EVENT_API).put("event_name", name);
            case Trigger.FlowApi(var id) -> element(id, Trigger.FLOW_API);
        };
    }

    private static ObjectNode step(Step step) {
        return switch (step) {
            case Step.Delay(var id, var duration) -> element(id, "delay").put("duration", ApiDuration.format(duration));
            case Step.IfElse branching -> ifElse(branching);
            case Step.SendEmail(var id, var email) -> element(id, "send_email").set("email", email(email));
            case Step.AddTag(var id, var tag) -> element(id, "add_tag").put("tag", tag);
            case Step.Exit(var id) -> element(id, "exit");
        };
    }

    private static ObjectNode ifElse(Step.IfElse step) {
        var node = element(step.id(), "if_else");
        node.set("condition", step.question().asked());
        node.set("yes", steps(step.yes()));
        node.set("no", steps(step.no()));
        return node;
    }

    private static ObjectNode email(EmailContent email) {
        var node = JSON.objectNode()
                .put("subject", email.subject())
                .put("from_name", email.fromName())
                .put("from_email", email.fromEmail())
                .put("html", email.html());
        return email.text() == null ? node : node.put("text", email.text());
    }

    private static ObjectNode element(int id, String type) {
        return JSON.objectNode().put("id", id).put("type", type);
    }
}
