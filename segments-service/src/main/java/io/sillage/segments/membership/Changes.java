package io.sillage.segments.membership;

import io.sillage.contracts.MembershipChanged;
import io.sillage.contracts.MembershipChanged.Movement;
import io.sillage.platform.id.Ids;
import io.sillage.segments.membership.Memberships.Outcome;
import io.sillage.segments.membership.Memberships.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a number of evaluations make necessary: standings to write and movements to announce. No I/O.
final class Changes {

    private final Map<Standing.Key, Standing> before;
    private final Instant now;
    private final List<Standing> standings = new ArrayList<>();
    private final List<MembershipChanged> messages = new ArrayList<>();

    Changes(Map<Standing.Key, Standing> before, Instant now) {
        this.before = before;
        this.now = now;
    }

    void add(Evaluation evaluation, Answer answer) {
        var stored = before.get(evaluation.key());
        var outcome = Memberships.advance(evaluation.key(), stored, answer, now);
        if (!isAsGood(stored, outcome.standing())) {
            standings.add(outcome.standing());
        }
        var definition = evaluation.definition();
        var contactId = evaluation.contact().contactId();
        if (definition.isUntold(contactId)) {
            tellUntold(definition, contactId, outcome);
        } else if (definition.state() != Definition.State.BUILDING) {
            outcome.steps().forEach(step -> tell(definition, contactId, step));
        }
    }

    /// Whether what is stored need not be written again: it says the same, or the same with an expiry that comes too
    /// early. When that comes, one looks again, and finds the true one; so events that only prolong a stay in a
    /// segment cost no write.
    private boolean isAsGood(@Nullable Standing stored, Standing standing) {
        if (stored == null) {
            return !standing.isWorthKeeping();
        }
        return stored.equals(standing)
                || stored.holds() == standing.holds()
                        && stored.since().equals(standing.since())
                        && stored.expiresWithin(now, standing.changesAt());
    }

    /// Says what the verdict of a definition is, if something else was told under its predecessor. The predecessor's
    /// verdict then becomes what was told.
    private void tellUntold(Definition definition, UUID contactId, Outcome outcome) {
        var told = before.get(new Standing.Key(contactId, definition.predecessorId()));
        var holds = outcome.standing().holds();
        if ((told != null && told.holds()) != holds) {
            var cause = outcome.steps().isEmpty()
                    ? new Cause(definition.givenAt(), null)
                    : outcome.steps().getLast().cause();
            tell(definition, contactId, new Step(holds, cause));
            standings.add(new Standing(contactId, definition.predecessorId(), holds, cause.at(), null));
        }
    }

    void tell(Definition definition, UUID contactId, Step step) {
        messages.add(new MembershipChanged(
                Ids.newId(now),
                definition.accountId(),
                definition.audienceId(),
                contactId,
                definition.id().segmentId(),
                definition.id().version(),
                step.entered() ? Movement.ENTERED : Movement.LEFT,
                step.cause().at(),
                step.cause().activityId(),
                now));
    }

    List<Standing> standings() {
        return standings;
    }

    /// In the order in which it happened.
    List<MembershipChanged> messages() {
        return messages.stream()
                .sorted(Comparator.comparing(MembershipChanged::at))
                .toList();
    }

    /// When time will change one of the answers next.
    Optional<Instant> next() {
        return standings.stream()
                .map(Standing::changesAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
    }
}
