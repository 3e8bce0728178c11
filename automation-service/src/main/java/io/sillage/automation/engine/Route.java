package io.sillage.automation.engine;

import io.sillage.automation.flow.Definition;
import io.sillage.automation.flow.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which step follows which: the next of its list, else what follows the branching step that holds the list.
final class Route {

    private final List<Step> steps;
    private final Map<Integer, Optional<Step>> following = new HashMap<>();

    private Route(List<Step> steps) {
        this.steps = steps;
        link(steps, Optional.empty());
    }

    static Route of(Definition definition) {
        return new Route(definition.steps());
    }

    Optional<Step> first() {
        return steps.stream().findFirst();
    }

    Optional<Step> after(Step step) {
        return following.get(step.id());
    }

    /// The first step of the branch, or what follows it if it is empty.
    Optional<Step> into(Step.IfElse step, boolean holds) {
        var branch = holds ? step.yes() : step.no();
        return branch.stream().findFirst().or(() -> after(step));
    }

    private void link(List<Step> list, Optional<Step> afterList) {
        for (var i = 0; i < list.size(); i++) {
            var step = list.get(i);
            var next = i + 1 < list.size() ? Optional.of(list.get(i + 1)) : afterList;
            following.put(step.id(), next);
            if (step instanceof Step.IfElse branching) {
                link(branching.yes(), next);
                link(branching.no(), next);
            }
        }
    }
}
