package io.sillage.segments.segment;

import static io.sillage.platform.database.Columns.timestamp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillage.contracts.condition.Condition;
import io.sillage.platform.http.Problem;
import io.sillage.segments.evaluation.Texts;
import io.sillage.segments.projection.AccountRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// Rows of `segment`, for who has locked the audience's definitions.
@ApplicationScoped
class SavedSegmentRepository {

    private static final String COLUMNS = """
            s.segment_id, s.account_id, s.audience_id, s.name, s.options, s.version, s.definition_version,
            d.condition, d.event_window
            """;

    private static final String WITH_DEFINITION =
            "from segment s join definition d using (segment_id, definition_version) ";

    private static final String LOCK =
            "select " + COLUMNS + WITH_DEFINITION + "where s.segment_id = $1 and s.account_id = $2 for update of s";

    private static final String OF_ACCOUNT =
            "select " + COLUMNS + WITH_DEFINITION + "where s.account_id = $1 order by s.segment_id";

    private static final String AUDIENCES =
            "select distinct audience_id from segment where account_id = $1 order by audience_id";

    private static final String INSERT = """
            insert into segment (segment_id, account_id, audience_id, name, name_key, options, version,
                                 definition_version, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, 1, 1, $7, $7)""";

    private static final String UPDATE = """
            update segment set name = $2, name_key = $3, options = $4, version = $5, definition_version = $6,
                               updated_at = $7
             where segment_id = $1""";

    private final ObjectMapper json;

    SavedSegmentRepository(ObjectMapper json) {
        this.json = json;
    }

    /// Fails with 404 if the account has no such segment.
    Uni<SavedSegment> lock(SqlConnection transaction, UUID accountId, long id) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(id, accountId)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(this::segment)
                .findFirst()
                .orElseThrow(Problem::notFound));
    }

    Uni<List<SavedSegment>> ofAccount(SqlConnection transaction, UUID accountId) {
        return transaction
                .preparedQuery(OF_ACCOUNT)
                .execute(Tuple.of(accountId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::segment)
                        .toList());
    }

    /// The audiences in which the account has segments.
    Uni<List<UUID>> audiences(SqlConnection transaction, UUID accountId) {
        return transaction.preparedQuery(AUDIENCES).execute(Tuple.of(accountId)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(row -> row.getUUID("audience_id"))
                .toList());
    }

    Uni<Void> insert(SqlClient client, SavedSegment segment, Instant now) {
        return client.preparedQuery(INSERT)
                .execute(Tuple.of(
                                segment.id(),
                                segment.accountId(),
                                segment.audienceId(),
                                segment.name(),
                                Texts.normal(segment.name()))
                        .addValue(segment.options())
                        .addValue(timestamp(now)))
                .replaceWithVoid();
    }

    Uni<Void> update(SqlClient client, SavedSegment segment, Instant now) {
        return client.preparedQuery(UPDATE)
                .execute(Tuple.of(
                                segment.id(),
                                segment.name(),
                                Texts.normal(segment.name()),
                                segment.options(),
                                segment.version(),
                                segment.definitionVersion())
                        .addValue(timestamp(now)))
                .replaceWithVoid();
    }

    Uni<Void> deleteOf(SqlClient client, UUID audienceId) {
        return client.preparedQuery("delete from segment where audience_id = $1")
                .execute(Tuple.of(audienceId))
                .replaceWithVoid();
    }

    Uni<Void> delete(SqlClient client, long id) {
        return client.preparedQuery("delete from segment where segment_id = $1")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }

    private SavedSegment segment(Row row) {
        return new SavedSegment(
                row.getLong("segment_id"),
                row.getUUID("account_id"),
                row.getUUID("audience_id"),
                row.getString("name"),
                row.getString("options"),
                condition(row),
                AccountRepository.read(row),
                row.getLong("version"),
                row.getLong("definition_version"));
    }

    private Condition condition(Row row) {
        try {
            return json.readValue(row.getJsonObject("condition").encode(), Condition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored condition cannot be read", e);
        }
    }
}
