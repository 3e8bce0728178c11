package io.sillage.automation.flow;

import io.sillage.contracts.Entitlements;
import java.util.Optional;

/// What an account's plan allows a flow to be. Asked at activation and again whenever somebody would enter.
public final class PlanGate {

    private PlanGate() {}

    /// Why the plan refuses the flow, in words for its author; empty if it does not.
    public static Optional<String> refusal(Definition definition, Entitlements plan) {
        if (definition.triggers().size() > plan.triggersPerFlow()) {
            return Optional.of(("Your plan includes up to %d triggers per flow, and there are %d."
                            + " The Standard and Premium plans include up to 3.")
                    .formatted(plan.triggersPerFlow(), definition.triggers().size()));
        }
        return definition.isStartedByEvents() ? refusalOfEventFlow(definition, plan) : Optional.empty();
    }

    private static Optional<String> refusalOfEventFlow(Definition definition, Entitlements plan) {
        if (!plan.eventFlows()) {
            return Optional.of("Your plan does not include flows started by events (event_api)."
                    + " They are part of the Essentials, Standard and Premium plans.");
        }
        var most = plan.stepsPerEventFlow();
        if (most == null) {
            return Optional.empty();
        }
        if (definition.allSteps().anyMatch(PlanGate::isRule)) {
            return Optional.of("Your plan does not include rules (delay, if_else) in flows started by events."
                    + " They are part of the Standard and Premium plans.");
        }
        var steps = definition.allSteps().count();
        return steps <= most
                ? Optional.empty()
                : Optional.of(("Your plan includes flows started by events with up to %d step, and there are %d."
                                + " Multi-step flows are part of the Standard and Premium plans.")
                        .formatted(most, steps));
    }

    private static boolean isRule(Step step) {
        return switch (step) {
            case Step.Delay _, Step.IfElse _ -> true;
            case Step.SendEmail _, Step.AddTag _, Step.Exit _ -> false;
        };
    }
}
