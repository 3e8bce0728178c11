package io.sillage.automation.flow;

import static java.util.stream.Collectors.toSet;

import io.sillage.platform.http.JsonBody;
import java.util.HashSet;
import java.util.Set;

/// Gives triggers and steps their ids: the one that they had, or the next that was never used in this flow.
final class Numbering {

    private final boolean isNewFlow;
    private final Set<Integer> triggers;
    private final Set<Integer> steps;
    private final Set<Integer> taken = new HashSet<>();
    private int next;

    private Numbering(boolean isNewFlow, Set<Integer> triggers, Set<Integer> steps, int next) {
        this.isNewFlow = isNewFlow;
        this.triggers = triggers;
        this.steps = steps;
        this.next = next;
    }

    /// Ids that are sent with a new flow belong to the flow it was copied from, and are replaced.
    static Numbering ofNewFlow() {
        return new Numbering(true, Set.of(), Set.of(), 1);
    }

    static Numbering ofEdit(Definition current, int next) {
        return new Numbering(
                false,
                current.triggers().stream().map(Trigger::id).collect(toSet()),
                current.allSteps().map(Step::id).collect(toSet()),
                next);
    }

    int trigger(JsonBody trigger) {
        return number(trigger, triggers, "trigger");
    }

    int step(JsonBody step) {
        return number(step, steps, "step");
    }

    /// The id that the next new trigger or step will get.
    int next() {
        return next;
    }

    private int number(JsonBody element, Set<Integer> known, String kind) {
        var sent = element.field("id").integer();
        if (isNewFlow || sent.isEmpty()) {
            return next++;
        }
        if (!known.contains(sent.get())) {
            element.reject(
                    "id",
                    "This journey has no %s %d. Leave the id out for a new %s.".formatted(kind, sent.get(), kind));
        } else if (!taken.add(sent.get())) {
            element.reject("id", "There is another %s with the id %d.".formatted(kind, sent.get()));
        }
        return sent.get();
    }
}
