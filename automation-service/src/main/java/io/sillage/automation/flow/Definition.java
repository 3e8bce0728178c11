package io.sillage.automation.flow;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One version of what a flow does: who enters, and the steps they walk. Never changes.
///
/// @param filter asked on entry; `null` = everybody enters
public record Definition(List<Trigger> triggers, @Nullable Question filter, Reentry reentry, List<Step> steps) {

    /// What a flow is before its author has said anything.
    static final Definition EMPTY = new Definition(List.of(), null, Reentry.NEVER, List.of());

    public Definition {
        triggers = List.copyOf(triggers);
        requireNonNull(reentry, "reentry");
        steps = List.copyOf(steps);
    }

    /// All steps, those in branches included, in the order in which they are read.
    @JsonIgnore
    public Stream<Step> allSteps() {
        return all(steps);
    }

    public Optional<Step> step(int id) {
        return allSteps().filter(step -> step.id() == id).findFirst();
    }

    public Optional<Trigger> trigger(int id) {
        return triggers.stream().filter(trigger -> trigger.id() == id).findFirst();
    }

    /// Whether events of applications start the flow.
    @JsonIgnore
    public boolean isStartedByEvents() {
        return triggers.stream().anyMatch(Trigger.EventApi.class::isInstance);
    }

    private static Stream<Step> all(List<Step> steps) {
        return steps.stream().flatMap(Definition::withBranches);
    }

    private static Stream<Step> withBranches(Step step) {
        return switch (step) {
            case Step.IfElse branching ->
                Stream.concat(Stream.of(step), Stream.concat(all(branching.yes()), all(branching.no())));
            case Step.Delay _, Step.SendEmail _, Step.AddTag _, Step.Exit _ -> Stream.of(step);
        };
    }
}
