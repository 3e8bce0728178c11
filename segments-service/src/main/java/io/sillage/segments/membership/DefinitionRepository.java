package io.sillage.segments.membership;

import static io.sillage.platform.database.Columns.instant;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;

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
@ApplicationScoped
public class DefinitionRepository {

    private static final int MOST_CACHED = 20_000;

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

    /// The definitions under which contacts of these audiences have to be evaluated.
    Uni<LiveDefinitions> live(SqlConnection transaction, Collection<UUID> audienceIds) {
        return transaction
                .preparedQuery(LIVE)
                .execute(Tuple.of(audienceIds.toArray(UUID[]::new)))
                .chain(rows -> definitions(transaction, rows))
                .map(DefinitionRepository::byAudience);
    }

    private static LiveDefinitions byAudience(List<Definition> definitions) {
        return new LiveDefinitions(definitions.stream()
                .collect(groupingBy(
                        Definition::audienceId, collectingAndThen(Collectors.toList(), DefinitionIndex::new))));
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
