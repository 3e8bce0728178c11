package io.sillage.conditions;

import io.sillage.contracts.Entitlements;
import io.sillage.contracts.condition.Condition;
import io.sillage.contracts.condition.Condition.All;
import io.sillage.contracts.condition.Condition.Any;
import io.sillage.contracts.condition.Condition.EventHappened;
import io.sillage.contracts.condition.Condition.Not;
import io.sillage.platform.http.Problem;
import java.util.List;

/// What an account's plan allows conditions to ask.
public final class PlanLimits {

    private PlanLimits() {}

    /// Fails with *Forbidden* if the plan does not include what the condition uses, and says which plan does.
    public static void verify(Condition condition, Entitlements plan) {
        if (!plan.propertyConditions() && asksForProperties(condition)) {
            throw Problem.forbidden("Your plan does not include conditions on the properties of events."
                    + " They are part of the Standard and Premium plans.");
        }
        if (!plan.nestedConditions() && children(condition).stream().anyMatch(PlanLimits::isGroup)) {
            throw Problem.forbidden("Your plan does not include nested groups of conditions."
                    + " They are part of the Standard and Premium plans.");
        }
        var most = plan.conditionsPerSegment();
        if (most != null && leaves(condition) > most) {
            throw Problem.forbidden("Your plan includes up to %d conditions per segment, and there are %d."
                            .formatted(most, leaves(condition))
                    + " The Standard and Premium plans have no such limit.");
        }
    }

    private static boolean asksForProperties(Condition condition) {
        return condition instanceof EventHappened event && !event.properties().isEmpty()
                || children(condition).stream().anyMatch(PlanLimits::asksForProperties);
    }

    private static boolean isGroup(Condition condition) {
        return condition instanceof All || condition instanceof Any;
    }

    private static int leaves(Condition condition) {
        var children = children(condition);
        return children.isEmpty() && !isGroup(condition)
                ? 1
                : children.stream().mapToInt(PlanLimits::leaves).sum();
    }

    private static List<Condition> children(Condition condition) {
        return switch (condition) {
            case All(var conditions) -> conditions;
            case Any(var conditions) -> conditions;
            case Not(var negated) -> List.of(negated);
            case Condition.Email _, Condition.Field _, Condition.Tagged _, EventHappened _ -> List.of();
        };
    }
}
