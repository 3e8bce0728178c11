package io.sillage.segments.membership;

import io.sillage.contracts.condition.Condition;
import io.sillage.segments.evaluation.References;
import java.time.Instant;
import java.time.Period;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The condition of a segment in one version, and how far it has got.
///
/// @param givenAt when it was made the segment's condition
/// @param predecessor the version that was served before
/// @param reached the last contact that building or announcing has passed
public record Definition(
        Id id,
        UUID accountId,
        UUID audienceId,
        Condition condition,
        References reads,
        @Nullable Period eventWindow,
        State state,
        Instant givenAt,
        @Nullable Long predecessor,
        @Nullable UUID reached) {

    /// A segment's definition in one version.
    public record Id(long segmentId, long version) {}

    /// Verdicts are being made; the difference to the predecessor is being told; nothing is left to do; it is over.
    public enum State {
        BUILDING,
        ANNOUNCING,
        SERVING,
        RETIRED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /// What `reached` is once every contact was passed.
    static final UUID AFTER_ALL = new UUID(-1, -1);

    /// Every contact was evaluated, or told.
    boolean isAtEnd() {
        return isEnd(state, reached);
    }

    static boolean isEnd(State state, @Nullable UUID reached) {
        return state != State.RETIRED && AFTER_ALL.equals(reached);
    }

    /// What was told about this contact is what the predecessor's verdict says, because telling has not come to it.
    boolean isUntold(UUID contactId) {
        return state == State.ANNOUNCING && (reached == null || Standing.compare(contactId, reached) > 0);
    }

    /// The definition whose verdicts say what was told before this one was served.
    Id predecessorId() {
        return new Id(id.segmentId(), predecessor == null ? 0 : predecessor);
    }
}
