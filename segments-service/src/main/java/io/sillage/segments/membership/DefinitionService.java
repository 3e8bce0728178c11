package io.sillage.segments.membership;

import io.sillage.contracts.condition.Condition;
import io.sillage.segments.evaluation.References;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.Period;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Gives segments their definitions. What was served before is served until the new one is complete.
@ApplicationScoped
public class DefinitionService {

    private final DefinitionLocks locks;
    private final DefinitionRepository definitions;
    private final ProgressRepository progress;

    DefinitionService(DefinitionLocks locks, DefinitionRepository definitions, ProgressRepository progress) {
        this.locks = locks;
        this.progress = progress;
        this.definitions = definitions;
    }

    /// Whose definitions are about to change: nothing of the audience is evaluated until the transaction ends.
    public Uni<Void> lock(SqlConnection transaction, UUID audienceId) {
        return locks.lockAlone(transaction, audienceId);
    }

    /// Gives a segment a definition, in place of any that is still being built. The audience is locked.
    ///
    /// @param eventWindow how far back it sees events; `null` for no limit
    public Uni<Void> give(
            SqlConnection transaction,
            Definition.Id id,
            UUID accountId,
            UUID audienceId,
            Condition condition,
            @Nullable Period eventWindow,
            Instant now) {
        var definition = new Definition(
                id,
                accountId,
                audienceId,
                condition,
                References.of(condition),
                eventWindow,
                Definition.State.BUILDING,
                now,
                null,
                null);
        return progress.retireBuilding(transaction, id.segmentId())
                .chain(() -> definitions.insert(transaction, definition));
    }

    /// Takes all definitions from a segment. The audience is locked.
    public Uni<Void> drop(SqlConnection transaction, long segmentId) {
        return progress.retireAll(transaction, segmentId);
    }

    /// Takes all definitions from all segments of an audience, which is locked.
    public Uni<Void> dropAllOf(SqlConnection transaction, UUID audienceId) {
        return progress.retireAllOf(transaction, audienceId);
    }
}
