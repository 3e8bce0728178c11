package io.sillage.automation.flow;

import io.sillage.automation.contact.Audience;
import io.sillage.conditions.AudienceFields;
import io.sillage.conditions.PlanLimits;
import io.sillage.contracts.Entitlements;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Problem;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Decides what becomes of a flow that an author writes, edits or activates. No I/O.
final class FlowEdit {

    private static final int LONGEST_NAME = 100;
    private static final Set<String> DEFINITION = Set.of("triggers", "filter", "settings", "steps");

    private FlowEdit() {}

    /// A flow as it was sent.
    record Draft(Audience audience, String name, Definition definition, int nextElementId) {}

    /// Reads a new flow. An audience that does not exist is wrong, too, and named before anything else.
    static Draft draft(JsonBody body, Optional<Audience> audience, Entitlements plan) {
        if (audience.isEmpty() && body.field("list_id").required().text().isPresent()) {
            body.reject("list_id", "There is no list with this id.");
        }
        if (audience.isEmpty()) {
            body.verify();
        }
        var numbering = Numbering.ofNewFlow();
        var name = body.field("name").required().text(1, LONGEST_NAME).orElse("");
        var definition = read(body, audience.orElseThrow(), numbering, Definition.EMPTY);
        verify(body, definition, plan);
        return new Draft(audience.orElseThrow(), name, definition, numbering.next());
    }

    static FlowVersion edit(FlowVersion current, Audience audience, JsonBody body, Entitlements plan, Instant now) {
        var flow = current.flow();
        refuseEditOfArchived(flow);
        if (body.field("list_id").text().filter(id -> !id.equals(flow.listId())).isPresent()) {
            body.reject("list_id", "A journey stays with its list. Create another journey for the other list.");
        }
        if (body.field("in_flight").text().filter(word -> !word.equals("keep")).isPresent()) {
            body.reject("in_flight", "Contacts inside go on by the version that they entered.");
        }
        var name = body.has("name") ? body.field("name").required().text(1, LONGEST_NAME) : Optional.<String>empty();
        var renamed = name.map(given -> flow.renamed(given, now)).orElse(flow);
        if (DEFINITION.stream().noneMatch(body::has)) {
            body.verify();
            return new FlowVersion(renamed, current.definition());
        }
        refuseEditOfRunning(flow);
        var numbering = Numbering.ofEdit(current.definition(), flow.nextElementId());
        var definition = read(body, audience, numbering, current.definition());
        verify(body, definition, plan);
        return new FlowVersion(renamed.edited(numbering.next(), now), definition);
    }

    static FlowVersion activate(FlowVersion version, Entitlements plan, Instant now) {
        var definition = version.definition();
        if (version.flow().status() == FlowStatus.ACTIVE) {
            return version;
        }
        if (definition.triggers().isEmpty()) {
            throw Problem.invalid("triggers", "A journey needs a trigger to be activated.");
        }
        if (definition.steps().isEmpty()) {
            throw Problem.invalid("steps", "A journey needs a step to be activated.");
        }
        verifyPlan(definition, plan);
        return new FlowVersion(version.flow().activated(now), definition);
    }

    static FlowVersion resume(FlowVersion version, Entitlements plan, Instant now) {
        verifyPlan(version.definition(), plan);
        return new FlowVersion(version.flow().resumed(now), version.definition());
    }

    private static void verifyPlan(Definition definition, Entitlements plan) {
        PlanGate.refusal(definition, plan).ifPresent(reason -> {
            throw Problem.forbidden(reason);
        });
        questions(definition).forEach(question -> PlanLimits.verify(question.condition(), plan));
    }

    private static Definition read(JsonBody body, Audience audience, Numbering numbering, Definition current) {
        return new DefinitionReader(new AudienceFields(audience.fields()), numbering).read(body, current);
    }

    private static void verify(JsonBody body, Definition definition, Entitlements plan) {
        body.verify();
        questions(definition).forEach(question -> PlanLimits.verify(question.condition(), plan));
    }

    private static Stream<Question> questions(Definition definition) {
        var asked = definition.allSteps().filter(Step.IfElse.class::isInstance).map(step -> ((Step.IfElse) step)
                .question());
        return Stream.concat(Stream.ofNullable(definition.filter()), asked);
    }

    private static void refuseEditOfArchived(Flow flow) {
        if (flow.status() == FlowStatus.ARCHIVED) {
            throw Flow.invalidAction("An archived journey cannot be edited.");
        }
    }

    private static void refuseEditOfRunning(Flow flow) {
        if (!flow.status().isEditable()) {
            throw Flow.invalidAction("The definition of an active journey cannot be edited. Pause it first.");
        }
    }
}
