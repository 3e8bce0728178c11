package io.sillage.segments.projection;

import static io.sillage.platform.database.Columns.timestamp;

import io.sillage.contracts.TagChanged;
import io.sillage.segments.evaluation.Texts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/// Rows of `tag`.
@ApplicationScoped
public class TagRepository {

    private static final String SAVE = """
            insert into tag (tag_id, account_id, audience_id, version, name, name_key, deleted, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (tag_id) do update
               set version = excluded.version, name = excluded.name, name_key = excluded.name_key,
                   deleted = excluded.deleted, updated_at = excluded.updated_at
             where tag.version < excluded.version""";

    /// Keeps the newest version; an older message changes nothing.
    public Uni<Void> save(SqlClient client, TagChanged change) {
        return client.preparedQuery(SAVE)
                .execute(Tuple.from(List.of(
                        change.tagId(),
                        change.accountId(),
                        change.audienceId(),
                        change.version(),
                        Texts.storable(change.name()),
                        Texts.normal(change.name()),
                        change.deleted(),
                        timestamp(change.createdAt()),
                        timestamp(change.occurredAt()))))
                .replaceWithVoid();
    }

    public Uni<Void> deleteOf(SqlClient client, UUID audienceId) {
        return client.preparedQuery("delete from tag where audience_id = $1")
                .execute(Tuple.of(audienceId))
                .replaceWithVoid();
    }
}
