package io.sillage.automation.engine;

import io.sillage.automation.engine.Visit.Outcome;
import io.sillage.automation.flow.Definition;
import io.sillage.automation.flow.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Walks a contact through a flow until it has to wait or the walk ends. The same input always gives the same walk.
///
/// `reachable` says whether marketing emails may be sent to the contact: one who may not get them has no business in
/// the flow any more, so the walk ends where the next email would have been sent.
public final class FlowEngine {

    /// The reason of a walk that ended because the contact does not take emails any more.
    public static final String UNREACHABLE = "The contact is not subscribed.";

    private static final String EXIT_STEP = "The journey says so here.";

    private final Route route;
    private final boolean reachable;
    private final List<Visit> visits = new ArrayList<>();
    private final List<Move> moves = new ArrayList<>();

    private FlowEngine(Definition definition, boolean reachable) {
        this.route = Route.of(definition);
        this.reachable = reachable;
    }

    /// Enters at the first step.
    public static Walk start(Definition definition, boolean reachable, Instant now) {
        var engine = new FlowEngine(definition, reachable);
        return engine.walk(engine.route.first(), new Standing(0, 0, now), now);
    }

    /// Goes on after a delay, as of `now`.
    public static Walk afterDelay(Definition definition, boolean reachable, Standing standing, Instant now) {
        var engine = new FlowEngine(definition, reachable);
        var step = stepAt(definition, standing);
        engine.left(standing, now, Outcome.WAITED);
        return engine.walk(engine.route.after(step), standing, now);
    }

    /// Goes on after a question was answered.
    public static Walk afterAnswer(
            Definition definition, boolean reachable, Standing standing, boolean holds, Instant now) {
        var engine = new FlowEngine(definition, reachable);
        if (!(stepAt(definition, standing) instanceof Step.IfElse branching)) {
            throw new IllegalStateException("step %d asks nothing".formatted(standing.stepId()));
        }
        engine.left(standing, now, holds ? Outcome.YES : Outcome.NO);
        return engine.walk(engine.route.into(branching, holds), standing, now);
    }

    private static Step stepAt(Definition definition, Standing standing) {
        return definition
                .step(standing.stepId())
                .orElseThrow(() -> new IllegalStateException("there is no step %d".formatted(standing.stepId())));
    }

    private Walk walk(Optional<Step> next, Standing from, Instant now) {
        var standing = from;
        var step = next;
        while (step.isPresent()) {
            standing = new Standing(step.get().id(), standing.visit() + 1, now);
            var rest = visit(step.get(), standing, now);
            if (rest.isPresent()) {
                return new Walk(visits, moves, standing, rest.get());
            }
            step = route.after(step.get());
        }
        return new Walk(visits, moves, standing, new Rest.Completed());
    }

    /// Does what the step says; empty if the walk goes on at once.
    private Optional<Rest> visit(Step step, Standing standing, Instant now) {
        return switch (step) {
            case Step.Delay delay -> {
                stays(standing, Outcome.WAITING);
                yield Optional.of(new Rest.Until(now.plus(delay.duration())));
            }
            case Step.IfElse branching -> {
                stays(standing, Outcome.ASKED);
                yield Optional.of(new Rest.Answer(branching.question().condition()));
            }
            case Step.SendEmail _ -> sendEmail(standing, now);
            case Step.AddTag tagging -> {
                moves.add(new Move.AddTag(standing.stepId(), standing.visit(), tagging.tag()));
                left(standing, now, Outcome.TAGGED);
                yield Optional.empty();
            }
            case Step.Exit _ -> {
                left(standing, now, Outcome.EXITED);
                yield Optional.of(new Rest.Exited(EXIT_STEP));
            }
        };
    }

    private Optional<Rest> sendEmail(Standing standing, Instant now) {
        if (reachable) {
            moves.add(new Move.SendEmail(standing.stepId(), standing.visit()));
            left(standing, now, Outcome.QUEUED);
            return Optional.empty();
        }
        moves.add(new Move.SkipEmail(standing.stepId(), standing.visit(), UNREACHABLE));
        left(standing, now, Outcome.SKIPPED);
        return Optional.of(new Rest.Exited(UNREACHABLE));
    }

    private void stays(Standing standing, Outcome outcome) {
        visits.add(new Visit(standing.stepId(), standing.visit(), standing.arrivedAt(), null, outcome));
    }

    private void left(Standing standing, Instant now, Outcome outcome) {
        visits.add(new Visit(standing.stepId(), standing.visit(), standing.arrivedAt(), now, outcome));
    }
}
