package io.sillage.segments.membership;

import static io.sillage.platform.database.Columns.instant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sillage.contracts.condition.Condition;
import io.sillage.platform.local.LocalReset;
import io.sillage.segments.evaluation.References;
import io.sillage.segments.projection.AccountRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Rows of `definition`. The condition of a definition never changes, so it is read and parsed once.
///
/// Who evaluates holds the audience's lock shared, who gives or switches definitions holds it alone: so an evaluation
/// knows every definition there is, and none appears or changes state while contacts are written.
@ApplicationScoped
public class DefinitionRepository {

    private static final int LOCK_CLASS = 0x5e6;
    private static final int MOST_CACHED = 20_000;

    private static final String LOCK_SHARED =
            "select pg_advisory_xact_lock_shared(%d, hash) from unnest($1::int[]) as hash".formatted(LOCK_CLASS);

    private static final String LOCK_ALONE = "select pg_advisory_xact_lock(%d, $1::int)".formatted(LOCK_CLASS);

    /// Whoever waits for it is told after a while that the service is busy.
    private static final String LOCK_TIMEOUT = "set local lock_timeout = '4s'";

    private static final String COLUMNS = """
            segment_id, definition_version, account_id, audience_id, event_window, state, given_at, predecessor, reached
            """;

    private static final String LIVE = """
            select %s from definition where audience_id = any($1::uuid[]) and state <> 'retired'
             order by segment_id, definition_version""".formatted(COLUMNS);

    private static final String ONE = """
            select %s from definition where segment_id = $1 and definition_version = $2""".formatted(COLUMNS);

    private static final String CONDITIONS = """
            select segment_id, definition_version, condition
              from definition
              join unnest($1::bigint[], $2::bigint[]) as wanted (segment_id, definition_version)
             using (segment_id, definition_version)""";

    private static final String INSERT = """
            insert into definition (segment_id, definition_version, account_id, audience_id, condition, event_window,
                                    state, given_at, total)
            values ($1, $2, $3, $4, $5, $6, 'building', $7, (select count(*) from contact where audience_id = $4))""";

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

    private final ObjectMapper json;
    private final Cache<Definition.Id, Parsed> conditions =
            Caffeine.newBuilder().maximumSize(MOST_CACHED).build();

    DefinitionRepository(ObjectMapper json) {
        this.json = json;
    }

    private record Parsed(Condition condition, References reads) {}

    void forget(@Observes LocalReset reset) {
        conditions.invalidateAll();
    }

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

    /// The definitions under which contacts of these audiences have to be evaluated.
    Uni<Map<UUID, DefinitionIndex>> live(SqlConnection transaction, Collection<UUID> audienceIds) {
        return transaction
                .preparedQuery(LIVE)
                .execute(Tuple.of(audienceIds.toArray(UUID[]::new)))
                .chain(rows -> definitions(transaction, rows))
                .map(definitions -> definitions.stream()
                        .collect(Collectors.groupingBy(
                                Definition::audienceId,
                                HashMap::new,
                                Collectors.collectingAndThen(Collectors.toList(), DefinitionIndex::new))));
    }

    Uni<Optional<Definition>> find(SqlConnection transaction, Definition.Id id) {
        return transaction
                .preparedQuery(ONE)
                .execute(Tuple.of(id.segmentId(), id.version()))
                .chain(rows -> definitions(transaction, rows))
                .map(found -> found.stream().findFirst());
    }

    Uni<Void> insert(SqlConnection transaction, Definition definition) {
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.from(java.util.Arrays.asList(
                        definition.id().segmentId(),
                        definition.id().version(),
                        definition.accountId(),
                        definition.audienceId(),
                        write(definition.condition()),
                        AccountRepository.write(definition.eventWindow()),
                        io.sillage.platform.database.Columns.timestamp(definition.givenAt()))))
                .replaceWithVoid();
    }

    /// A definition that wants work, and its audience: the ones that users wait for first, the short ones among them.
    Uni<Optional<Unfinished>> unfinished(SqlConnection transaction) {
        return transaction.query(UNFINISHED).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Unfinished(
                        id(row),
                        row.getUUID("audience_id"),
                        Definition.isEnd(Definition.State.of(row.getString("state")), row.getUUID("reached"))))
                .findFirst());
    }

    /// @param atEnd it only has to change its state, for which nothing of the audience may be evaluated meanwhile
    record Unfinished(Definition.Id id, UUID audienceId, boolean atEnd) {}

    /// Emits whether nobody else works on this segment's definitions; nobody will until the transaction ends.
    Uni<Boolean> tryLock(SqlConnection transaction, Definition.Id id) {
        return transaction
                .preparedQuery("select pg_try_advisory_xact_lock($1::bigint)")
                .execute(Tuple.of(id.segmentId()))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

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

    private Uni<List<Definition>> definitions(SqlConnection transaction, Iterable<Row> rows) {
        var list = StreamSupport.stream(rows.spliterator(), false).toList();
        var unknown = list.stream()
                .map(DefinitionRepository::id)
                .filter(id -> conditions.getIfPresent(id) == null)
                .toList();
        return unknown.isEmpty()
                ? Uni.createFrom()
                        .item(list.stream()
                                .map(row -> definition(row, Map.of()))
                                .toList())
                : load(transaction, unknown).map(loaded -> list.stream()
                        .map(row -> definition(row, loaded))
                        .toList());
    }

    private Uni<Map<Definition.Id, Parsed>> load(SqlConnection transaction, List<Definition.Id> ids) {
        return transaction
                .preparedQuery(CONDITIONS)
                .execute(Tuple.of(
                        ids.stream().map(Definition.Id::segmentId).toArray(Long[]::new),
                        ids.stream().map(Definition.Id::version).toArray(Long[]::new)))
                .map(rows -> {
                    var loaded = new HashMap<Definition.Id, Parsed>();
                    rows.forEach(row -> loaded.put(id(row), parsed(row.getJsonObject("condition"))));
                    conditions.putAll(loaded);
                    return loaded;
                });
    }

    private Definition definition(Row row, Map<Definition.Id, Parsed> loaded) {
        var id = id(row);
        var parsed = loaded.containsKey(id) ? loaded.get(id) : conditions.get(id, DefinitionRepository::missing);
        return new Definition(
                id,
                row.getUUID("account_id"),
                row.getUUID("audience_id"),
                parsed.condition(),
                parsed.reads(),
                AccountRepository.read(row),
                Definition.State.of(row.getString("state")),
                instant(row, "given_at"),
                row.getLong("predecessor"),
                row.getUUID("reached"));
    }

    private static Parsed missing(Definition.Id id) {
        throw new IllegalStateException("the condition of " + id + " was not loaded");
    }

    private static Definition.Id id(Row row) {
        return new Definition.Id(row.getLong("segment_id"), row.getLong("definition_version"));
    }

    private Parsed parsed(JsonObject condition) {
        try {
            var parsed = json.readValue(condition.encode(), Condition.class);
            return new Parsed(parsed, References.of(parsed));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored condition cannot be read", e);
        }
    }

    private @Nullable JsonObject write(Condition condition) {
        try {
            return new JsonObject(json.writeValueAsString(condition));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a condition cannot be written", e);
        }
    }
}
