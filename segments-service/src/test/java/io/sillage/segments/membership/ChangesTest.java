package io.sillage.segments.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillage.contracts.MembershipChanged;
import io.sillage.contracts.MembershipChanged.Movement;
import io.sillage.contracts.condition.Condition;
import io.sillage.segments.evaluation.References;
import io.sillage.segments.evaluation.Timeline;
import io.sillage.segments.evaluation.Verdict;
import io.sillage.segments.membership.Definition.State;
import io.sillage.segments.projection.Contact;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What evaluations make of stored answers: what is written, and what is told.
class ChangesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID ADA = new UUID(0, 5);
    private static final Cause CAUSE = new Cause(NOW.minusSeconds(5), new UUID(1, 1));

    private final Map<Standing.Key, Standing> stored = new HashMap<>();

    @Test
    void whoComesInIsTold() {
        var changes = evaluated(definition(State.SERVING, null), timeline(true, NOW.plusSeconds(60)));

        assertThat(changes.standings()).containsExactly(standing(1, true, CAUSE.at(), NOW.plusSeconds(60)));
        assertThat(changes.messages()).singleElement().satisfies(message -> {
            assertThat(message.movement()).isEqualTo(Movement.ENTERED);
            assertThat(message.at()).isEqualTo(CAUSE.at());
            assertThat(message.causeId()).isEqualTo(CAUSE.activityId());
        });
        assertThat(changes.next()).contains(NOW.plusSeconds(60));
    }

    @Test
    void noForEverIsNotKept() {
        assertThat(evaluated(definition(State.SERVING, null), Timeline.constant(false))
                        .standings())
                .isEmpty();

        store(standing(1, true, NOW.minusSeconds(60), null));
        var changes = evaluated(definition(State.SERVING, null), Timeline.constant(false));

        assertThat(changes.standings()).singleElement().matches(standing -> !standing.isWorthKeeping());
        assertThat(changes.messages()).extracting(MembershipChanged::movement).containsExactly(Movement.LEFT);
    }

    @Test
    void aLongerStayIsNotWritten() {
        store(standing(1, true, NOW.minusSeconds(60), NOW.plusSeconds(60)));

        var changes = evaluated(definition(State.SERVING, null), timeline(true, NOW.plusSeconds(120)));

        assertThat(changes.standings()).isEmpty();
        assertThat(changes.messages()).isEmpty();
    }

    @Test
    void aShorterStayIsWritten() {
        store(standing(1, true, NOW.minusSeconds(60), NOW.plusSeconds(60)));

        var changes = evaluated(definition(State.SERVING, null), timeline(true, NOW.plusSeconds(30)));

        assertThat(changes.standings()).containsExactly(standing(1, true, NOW.minusSeconds(60), NOW.plusSeconds(30)));
    }

    @Test
    void everyStepOfTimeIsTold() {
        var boundary = NOW.minusSeconds(50);
        store(standing(1, true, NOW.minusSeconds(60), boundary));
        var changes = new Changes(stored, NOW);

        changes.add(
                Evaluation.ofTime(definition(State.SERVING, null), ada(), boundary),
                new Answer(
                        new Timeline(
                                false,
                                List.of(NOW.minusSeconds(40), NOW.minusSeconds(30), NOW.plusSeconds(10)),
                                Verdict.NEVER),
                        new Cause(boundary, null)));

        assertThat(changes.messages())
                .extracting(MembershipChanged::movement, MembershipChanged::at)
                .containsExactly(
                        Tuple.tuple(Movement.LEFT, boundary),
                        Tuple.tuple(Movement.ENTERED, NOW.minusSeconds(40)),
                        Tuple.tuple(Movement.LEFT, NOW.minusSeconds(30)));
        assertThat(changes.standings()).containsExactly(standing(1, false, NOW.minusSeconds(30), NOW.plusSeconds(10)));
    }

    @Test
    void whatIsBeingBuiltIsNotTold() {
        var changes = evaluated(definition(State.BUILDING, null), Timeline.constant(true));

        assertThat(changes.standings()).hasSize(1);
        assertThat(changes.messages()).isEmpty();
    }

    @Test
    void whoIsStillToBeToldHearsTheDifferenceToWhatWasTold() {
        store(standing(1, true, NOW.minusSeconds(60), null));
        store(standing(2, true, NOW.minusSeconds(10), null));
        var announcing = definition(2, State.ANNOUNCING, 1L, new UUID(0, 4));

        assertThat(evaluated(announcing, Timeline.constant(true)).messages()).isEmpty();
        var changes = evaluated(announcing, Timeline.constant(false));

        assertThat(changes.messages()).extracting(MembershipChanged::movement).containsExactly(Movement.LEFT);
        assertThat(changes.standings())
                .extracting(standing -> standing.definition().version(), Standing::holds)
                .containsExactlyInAnyOrder(Tuple.tuple(1L, false), Tuple.tuple(2L, false));
    }

    @Test
    void whoWasToldHearsOnlyWhatIsNew() {
        store(standing(1, true, NOW.minusSeconds(60), null));
        store(standing(2, false, NOW.minusSeconds(10), NOW.plusSeconds(99)));
        var announcing = definition(2, State.ANNOUNCING, 1L, ADA);

        var changes = evaluated(announcing, Timeline.constant(true));

        assertThat(changes.messages()).extracting(MembershipChanged::movement).containsExactly(Movement.ENTERED);
        assertThat(changes.standings()).hasSize(1);
    }

    private void store(Standing standing) {
        stored.put(standing.key(), standing);
    }

    private Changes evaluated(Definition definition, Timeline timeline) {
        var changes = new Changes(stored, NOW);
        changes.add(Evaluation.because(definition, ada(), CAUSE, NOW), new Answer(timeline, CAUSE));
        return changes;
    }

    private static Timeline timeline(boolean initially, Instant flip) {
        return new Timeline(initially, List.of(flip), Verdict.NEVER);
    }

    private static Contact ada() {
        return new Contact(ADA, ADA, ADA, 1, false, true, "", Map.of(), Set.of());
    }

    private static Standing standing(long version, boolean holds, Instant since, @Nullable Instant changesAt) {
        return new Standing(ADA, new Definition.Id(1, version), holds, since, changesAt);
    }

    private static Definition definition(State state, @Nullable Long predecessor) {
        return definition(1, state, predecessor, null);
    }

    private static Definition definition(
            long version, State state, @Nullable Long predecessor, @Nullable UUID reached) {
        return new Definition(
                new Definition.Id(1, version),
                ADA,
                ADA,
                Condition.ALWAYS,
                References.of(Condition.ALWAYS),
                null,
                state,
                NOW.minusSeconds(20),
                predecessor,
                reached);
    }
}
