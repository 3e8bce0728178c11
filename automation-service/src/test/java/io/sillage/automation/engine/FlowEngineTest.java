package io.sillage.automation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sillage.automation.engine.Visit.Outcome;
import io.sillage.automation.flow.Definition;
import io.sillage.automation.flow.EmailContent;
import io.sillage.automation.flow.Question;
import io.sillage.automation.flow.Reentry;
import io.sillage.automation.flow.Step;
import io.sillage.contracts.condition.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowEngineTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void flowWithoutWaitsIsWalkedAtOnce() {
        var walk = FlowEngine.start(flow(email(1), tag(2, "met"), email(3)), true, NOW);

        assertThat(walk.moves())
                .containsExactly(new Move.SendEmail(1, 1), new Move.AddTag(2, 2, "met"), new Move.SendEmail(3, 3));
        assertThat(walk.rest()).isEqualTo(new Rest.Completed());
        assertThat(walk.standing()).isEqualTo(new Standing(3, 3, NOW));
    }

    @Test
    void emptyFlowIsCompletedAtOnce() {
        assertThat(FlowEngine.start(flow(), true, NOW).rest()).isEqualTo(new Rest.Completed());
    }

    @Test
    void delayHoldsTheContactAsLongAsItSays() {
        var flow = flow(new Step.Delay(1, DAY), email(2));

        var waiting = FlowEngine.start(flow, true, NOW);
        var sent = FlowEngine.afterDelay(flow, true, waiting.standing(), NOW.plus(DAY));

        assertThat(waiting.rest()).isEqualTo(new Rest.Until(NOW.plus(DAY)));
        assertThat(waiting.moves()).isEmpty();
        assertThat(sent.moves()).containsExactly(new Move.SendEmail(2, 2));
        assertThat(sent.visits())
                .containsExactly(
                        new Visit(1, 1, NOW, NOW.plus(DAY), Outcome.WAITED),
                        new Visit(2, 2, NOW.plus(DAY), NOW.plus(DAY), Outcome.QUEUED));
    }

    @Test
    void answerChoosesTheBranchAndBothGoOnBehindIt() {
        var flow = flow(new Step.IfElse(1, question(), List.of(email(2)), List.of(tag(3, "no"))), tag(4, "after"));
        var asking = FlowEngine.start(flow, true, NOW);

        var yes = FlowEngine.afterAnswer(flow, true, asking.standing(), true, NOW);
        var no = FlowEngine.afterAnswer(flow, true, asking.standing(), false, NOW);

        assertThat(asking.rest()).isEqualTo(new Rest.Answer(Condition.ALWAYS));
        assertThat(yes.moves()).containsExactly(new Move.SendEmail(2, 2), new Move.AddTag(4, 3, "after"));
        assertThat(no.moves()).containsExactly(new Move.AddTag(3, 2, "no"), new Move.AddTag(4, 3, "after"));
        assertThat(yes.visits().getFirst().outcome()).isEqualTo(Outcome.YES);
        assertThat(no.visits().getFirst().outcome()).isEqualTo(Outcome.NO);
    }

    @Test
    void emptyBranchGoesOnBehindTheFork() {
        var flow = flow(new Step.IfElse(1, question(), List.of(email(2)), List.of()), tag(3, "after"));
        var asking = FlowEngine.start(flow, true, NOW);

        assertThat(FlowEngine.afterAnswer(flow, true, asking.standing(), false, NOW)
                        .moves())
                .containsExactly(new Move.AddTag(3, 2, "after"));
    }

    @Test
    void endOfANestedBranchGoesOnBehindTheOutermostFork() {
        var inner = new Step.IfElse(2, question(), List.of(tag(3, "inner")), List.of());
        var flow = flow(new Step.IfElse(1, question(), List.of(inner), List.of()), tag(4, "after"));
        var outer = FlowEngine.start(flow, true, NOW);
        var asking = FlowEngine.afterAnswer(flow, true, outer.standing(), true, NOW);

        var walk = FlowEngine.afterAnswer(flow, true, asking.standing(), true, NOW);

        assertThat(asking.standing()).isEqualTo(new Standing(2, 2, NOW));
        assertThat(walk.moves()).containsExactly(new Move.AddTag(3, 3, "inner"), new Move.AddTag(4, 4, "after"));
    }

    @Test
    void exitEndsTheWalkWhereItStands() {
        var walk = FlowEngine.start(flow(tag(1, "in"), new Step.Exit(2), email(3)), true, NOW);

        assertThat(walk.moves()).containsExactly(new Move.AddTag(1, 1, "in"));
        assertThat(walk.rest()).isInstanceOf(Rest.Exited.class);
        assertThat(walk.standing().stepId()).isEqualTo(2);
    }

    @Test
    void contactWhoTakesNoEmailsLeavesAtTheNextOne() {
        var walk = FlowEngine.start(flow(tag(1, "in"), email(2), tag(3, "after")), false, NOW);

        assertThat(walk.moves())
                .containsExactly(new Move.AddTag(1, 1, "in"), new Move.SkipEmail(2, 2, FlowEngine.UNREACHABLE));
        assertThat(walk.rest()).isEqualTo(new Rest.Exited(FlowEngine.UNREACHABLE));
    }

    private static Definition flow(Step... steps) {
        return new Definition(List.of(), null, new Reentry(false, DAY), List.of(steps));
    }

    private static Step email(int id) {
        return new Step.SendEmail(id, new EmailContent("s", "n", "a@example.org", "h", null));
    }

    private static Step tag(int id, String tag) {
        return new Step.AddTag(id, tag);
    }

    private static Question question() {
        return new Question(Condition.ALWAYS, JsonNodeFactory.instance.objectNode());
    }
}
