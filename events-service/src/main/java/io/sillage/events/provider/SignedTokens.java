package io.sillage.events.provider;

import io.sillage.events.integration.Integration;
import io.sillage.platform.database.Columns;
import io.sillage.platform.id.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Rows of `signed_token`: what was said with each token that a provider signed.
@ApplicationScoped
class SignedTokens {

    private static final String USE = """
            insert into signed_token (integration_id, token, body, signed_at) values ($1, $2, $3, $4)
            on conflict (integration_id, token) do update set signed_at = signed_token.signed_at
            returning body = $3 as same""";

    static final String DELETE_OLD = """
            delete from signed_token where ctid in (select ctid from signed_token where signed_at < $1 limit $2)""";

    private final Pool pool;

    SignedTokens(Pool pool) {
        this.pool = pool;
    }

    /// Emits whether nothing else was said with the token before. The same may be said again: a provider that got no
    /// answer does that, and it counts once.
    Uni<Boolean> use(Integration integration, String token, byte[] body, Instant signedAt) {
        return pool.preparedQuery(USE)
                .execute(Tuple.of(
                        integration.id(),
                        Ids.derived(token),
                        Ids.derived(new String(body, StandardCharsets.ISO_8859_1)),
                        Columns.timestamp(signedAt)))
                .map(rows -> rows.iterator().next().getBoolean("same"));
    }

    /// Emits how many were deleted, so many at the most.
    Uni<Integer> deleteOld(Instant before, int most) {
        return pool.preparedQuery(DELETE_OLD)
                .execute(Tuple.of(Columns.timestamp(before), most))
                .map(rows -> rows.rowCount());
    }
}
