package io.sillage.automation.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.sillage.platform.database.Columns;
import io.sillage.platform.local.LocalReset;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All versions of all definitions. They never change, so what was read once is kept in memory.
@ApplicationScoped
@RegisterForReflection(
        targets = {
            Definition.class,
            Trigger.class,
            Trigger.EventApi.class,
            Trigger.FlowApi.class,
            Question.class,
            Reentry.class,
            EmailContent.class,
            Step.class,
            Step.Delay.class,
            Step.IfElse.class,
            Step.SendEmail.class,
            Step.AddTag.class,
            Step.Exit.class
        })
public class Definitions {

    private static final int MOST_IN_MEMORY = 500;

    private final ObjectMapper json;
    private final Cache<VersionId, Definition> known =
            Caffeine.newBuilder().maximumSize(MOST_IN_MEMORY).build();

    Definitions(ObjectMapper json) {
        this.json = json;
    }

    void forgetAll(@Observes LocalReset reset) {
        known.invalidateAll();
    }

    /// All of these versions; a version of a flow that was deleted meanwhile is missing.
    public Uni<Map<VersionId, Definition>> load(SqlConnection connection, Collection<VersionId> ids) {
        var found = new HashMap<>(known.getAllPresent(ids));
        var missing =
                ids.stream().filter(id -> !found.containsKey(id)).distinct().toList();
        return missing.isEmpty()
                ? Uni.createFrom().item(found)
                : read(connection, missing).map(rows -> {
                    rows.forEach(row -> found.put(id(row), definition(row)));
                    known.putAll(found);
                    return found;
                });
    }

    Uni<Void> save(SqlConnection transaction, Flow flow, Definition definition) {
        return transaction
                .preparedQuery("""
                        insert into flow_version (flow_id, version, definition, created_at)
                        values ($1, $2, cast($3::text as json), $4)""")
                .execute(
                        Tuple.of(flow.flowId(), flow.version(), write(definition), Columns.timestamp(flow.updatedAt())))
                .replaceWithVoid();
    }

    private static Uni<RowSet<Row>> read(SqlConnection connection, List<VersionId> ids) {
        return connection
                .preparedQuery("""
                        select flow_id, version, cast(definition as text) as definition
                          from flow_version
                          join unnest($1::int[], $2::int[]) as wanted (flow_id, version) using (flow_id, version)""")
                .execute(Tuple.of(
                        ids.stream().map(VersionId::flowId).toArray(Integer[]::new),
                        ids.stream().map(VersionId::version).toArray(Integer[]::new)));
    }

    private static VersionId id(Row row) {
        return new VersionId(row.getInteger("flow_id"), row.getInteger("version"));
    }

    private Definition definition(Row row) {
        try {
            return json.readValue(row.getString("definition"), Definition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored definition cannot be read: " + id(row), e);
        }
    }

    private String write(Definition definition) {
        try {
            return json.writeValueAsString(definition);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a definition cannot be written as JSON", e);
        }
    }
}
