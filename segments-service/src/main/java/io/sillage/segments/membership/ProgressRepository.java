package io.sillage.segments.membership;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// How far the rows of `definition` have got on their way.
@ApplicationScoped
class ProgressRepository {

    private static final String RETIRE_BUILDING =
            "update definition set state = 'retired' where segment_id = $1 and state = 'building'";

    private static final String RETIRE_ALL = "update definition set state = 'retired' where segment_id = $1";

    private static final String SERVE = """
            with former as (
              update definition set state = 'retired'
               where segment_id = $1 and definition_version <> $2 and state = 'serving'
              returning definition_version)
            update definition set state = 'announcing', reached = null,
                                  predecessor = (select definition_version from former)
             where segment_id = $1 and definition_version = $2 and state = 'building'""";

    private static final String UNFINISHED = """
            select segment_id, definition_version, audience_id, state, reached from definition d
             where state <> 'serving'
               and not (state = 'building' and exists (
                 select from definition a where a.segment_id = d.segment_id and a.state = 'announcing'))
               and not (state = 'retired' and exists (
                 select from definition a where a.segment_id = d.segment_id and a.state = 'announcing'
                                            and a.predecessor = d.definition_version))
             order by state = 'retired', done, given_at
             limit 1""";

    /// A definition that wants work, and its audience: the ones that users wait for first, the short ones among them.
    Uni<Optional<Unfinished>> unfinished(SqlConnection transaction) {
        return transaction.query(UNFINISHED).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Unfinished(
                        new Definition.Id(row.getLong("segment_id"), row.getLong("definition_version")),
                        row.getUUID("audience_id"),
                        Definition.isEnd(Definition.State.of(row.getString("state")), row.getUUID("reached"))))
                .findFirst());
    }

    /// @param atEnd it only has to change its state, for which nothing of the audience may be evaluated meanwhile
    record Unfinished(Definition.Id id, UUID audienceId, boolean atEnd) {}

    Uni<Void> retireBuilding(SqlConnection transaction, long segmentId) {
        return transaction
                .preparedQuery(RETIRE_BUILDING)
                .execute(Tuple.of(segmentId))
                .replaceWithVoid();
    }

    Uni<Void> retireAll(SqlConnection transaction, long segmentId) {
        return transaction
                .preparedQuery(RETIRE_ALL)
                .execute(Tuple.of(segmentId))
                .replaceWithVoid();
    }

    Uni<Void> retireAllOf(SqlConnection transaction, UUID audienceId) {
        return transaction
                .preparedQuery("update definition set state = 'retired' where audience_id = $1")
                .execute(Tuple.of(audienceId))
                .replaceWithVoid();
    }

    /// Remembers how far building or announcing has come.
    Uni<Void> reach(SqlConnection transaction, Definition.Id id, UUID contactId, int contacts) {
        return transaction
                .preparedQuery("""
                        update definition set reached = $3, done = done + $4
                         where segment_id = $1 and definition_version = $2""")
                .execute(Tuple.of(id.segmentId(), id.version(), contactId, contacts))
                .replaceWithVoid();
    }

    /// From now on this is the definition that counts. The audience is locked alone.
    Uni<Void> serve(SqlConnection transaction, Definition.Id id) {
        return transaction
                .preparedQuery(SERVE)
                .execute(Tuple.of(id.segmentId(), id.version()))
                .replaceWithVoid();
    }

    /// Everybody was told. The audience is locked alone.
    Uni<Void> settleDown(SqlConnection transaction, Definition.Id id) {
        return transaction
                .preparedQuery("""
                        update definition set state = 'serving', reached = null
                         where segment_id = $1 and definition_version = $2 and state = 'announcing'""")
                .execute(Tuple.of(id.segmentId(), id.version()))
                .replaceWithVoid();
    }

    Uni<Void> delete(SqlConnection transaction, Definition.Id id) {
        return transaction
                .preparedQuery("delete from definition where segment_id = $1 and definition_version = $2")
                .execute(Tuple.of(id.segmentId(), id.version()))
                .replaceWithVoid();
    }
}
