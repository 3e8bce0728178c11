package io.sillage.segments.membership;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.UUID;

/// Locks of definitions, held until the transaction ends.
///
/// Who evaluates holds the audience's lock shared, who gives or switches definitions holds it alone: so an evaluation
/// knows every definition there is, and none appears or changes state while contacts are written.
@ApplicationScoped
class DefinitionLocks {

    private static final int LOCK_CLASS = 0x5e6;
    private static final String LOCK_SHARED =
            "select pg_advisory_xact_lock_shared(%d, hash) from unnest($1::int[]) as hash".formatted(LOCK_CLASS);

    private static final String LOCK_ALONE = "select pg_advisory_xact_lock(%d, $1::int)".formatted(LOCK_CLASS);

    /// Whoever waits for it is told after a while that the service is busy.
    private static final String LOCK_TIMEOUT = "set local lock_timeout = '4s'";

    /// Nobody gives these audiences other definitions until the transaction ends.
    Uni<Void> lockShared(SqlConnection transaction, Collection<UUID> audienceIds) {
        var hashes =
                audienceIds.stream().map(UUID::hashCode).distinct().sorted().toArray(Integer[]::new);
        return transaction.preparedQuery(LOCK_SHARED).execute(Tuple.of(hashes)).replaceWithVoid();
    }

    /// Nobody evaluates anything of this audience until the transaction ends.
    Uni<Void> lockAlone(SqlConnection transaction, UUID audienceId) {
        return transaction
                .query(LOCK_TIMEOUT)
                .execute()
                .chain(() -> transaction.preparedQuery(LOCK_ALONE).execute(Tuple.of(audienceId.hashCode())))
                .replaceWithVoid();
    }

    /// Emits whether nobody else works on this segment's definitions; nobody will until the transaction ends.
    Uni<Boolean> tryLock(SqlConnection transaction, Definition.Id id) {
        return transaction
                .preparedQuery("select pg_try_advisory_xact_lock($1::bigint)")
                .execute(Tuple.of(id.segmentId()))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }
}
