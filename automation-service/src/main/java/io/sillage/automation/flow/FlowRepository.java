package io.sillage.automation.flow;

import static io.sillage.platform.database.Columns.instant;
import static io.sillage.platform.database.Columns.optionalInstant;
import static io.sillage.platform.database.Columns.optionalTimestamp;
import static io.sillage.platform.database.Columns.timestamp;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.sillage.automation.contact.Audience;
import io.sillage.automation.contact.PersonalData;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The flows, and the triggers of their current versions.
@ApplicationScoped
public class FlowRepository implements PersonalData {

    private static final String SELECT = """
            select flow_id, flow.account_id, flow.audience_id, list_id, flow.name, status, flow.version,
                   next_element_id, activated_at, active_since, created_at, updated_at
              from flow join audience using (audience_id)
            """;

    /// A flow of this account; fails with *Resource Not Found*.
    public Uni<Flow> get(SqlClient client, UUID accountId, int flowId) {
        return one(client, accountId, flowId, "");
    }

    /// The same, locked against other edits until the end of the transaction.
    Uni<Flow> lock(SqlConnection transaction, UUID accountId, int flowId) {
        return one(transaction, accountId, flowId, " for no key update of flow");
    }

    private static Uni<Flow> one(SqlClient client, UUID accountId, int flowId, String suffix) {
        return client.preparedQuery(SELECT + " where flow_id = $2 and flow.account_id = $1" + suffix)
                .execute(Tuple.of(accountId, flowId))
                .map(rows -> flows(rows).stream().findFirst().orElseThrow(Problem::notFound));
    }

    /// Flows whatever their account, for work that is under way already.
    public Uni<Map<Integer, Flow>> load(SqlConnection connection, Collection<Integer> flowIds) {
        return byId(connection, flowIds, "");
    }

    /// The same; none of them is paused, resumed or archived before the end of the transaction. Flows to which just
    /// that is happening are missing: whoever holds their walks must not wait for them.
    public Uni<Map<Integer, Flow>> hold(SqlConnection transaction, Collection<Integer> flowIds) {
        return byId(transaction, flowIds, " order by flow_id for share of flow skip locked");
    }

    private static Uni<Map<Integer, Flow>> byId(SqlConnection connection, Collection<Integer> flowIds, String suffix) {
        return connection
                .preparedQuery(SELECT + " where flow_id = any($1)" + suffix)
                .execute(Tuple.of(flowIds.stream().distinct().toArray(Integer[]::new)))
                .map(rows -> flows(rows).stream().collect(toMap(Flow::flowId, Function.identity())));
    }

    /// Active and paused flows of these audiences that an event of one of these names starts, each with its trigger.
    public Uni<List<EventStart>> startedByEvents(SqlClient client, UUID[] audienceIds, String[] names) {
        return client.preparedQuery("""
                        select flow_trigger.audience_id, event_name, flow_id, activated_at, min(trigger_id) as trigger_id
                          from unnest($1::uuid[], $2::text[]) as happened (audience_id, event_name)
                          join flow_trigger using (audience_id, event_name)
                          join flow using (flow_id)
                         where type = 'event_api' and status in ('active', 'paused')
                         group by flow_trigger.audience_id, event_name, flow_id, activated_at
                         order by flow_id""").execute(Tuple.of(audienceIds, names)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(FlowRepository::eventStart)
                .toList());
    }

    /// An event of this name in this audience starts this flow by this trigger.
    public record EventStart(UUID audienceId, String eventName, int flowId, int triggerId, Instant activatedAt) {}

    /// A page of the flows of an account, newest first, archived ones only if asked for.
    Uni<List<Flow>> list(SqlClient client, UUID accountId, Filter filter, Page page) {
        return client.preparedQuery(SELECT + Filter.WHERE + " order by flow_id desc limit $4 offset $5")
                .execute(Tuple.of(accountId, filter.status(), filter.listId(), page.count(), page.offset()))
                .map(FlowRepository::flows);
    }

    Uni<Integer> count(SqlClient client, UUID accountId, Filter filter) {
        return client.preparedQuery(
                        "select count(*)::int as total from flow join audience using (audience_id)" + Filter.WHERE)
                .execute(Tuple.of(accountId, filter.status(), filter.listId()))
                .map(rows -> rows.iterator().next().getInteger("total"));
    }

    /// Which flows a list shows.
    record Filter(@Nullable String status, @Nullable String listId) {

        private static final Set<String> STATUSES =
                Arrays.stream(FlowStatus.values()).map(FlowStatus::word).collect(toSet());

        static Filter of(@Nullable String status, @Nullable String listId) {
            if (status != null && !STATUSES.contains(status)) {
                throw Problem.invalid(
                        "status",
                        "Data presented is not one of the accepted values: %s."
                                .formatted(String.join(", ", new TreeSet<>(STATUSES))));
            }
            return new Filter(status, listId);
        }

        private static final String WHERE = """
                 where flow.account_id = $1
                   and case when $2::text is null then status <> 'archived' else status = $2 end
                   and ($3::text is null or list_id = $3)""";
    }

    Uni<Flow> add(SqlConnection transaction, Audience audience, String name, int nextElementId, Instant now) {
        return transaction
                .preparedQuery("""
                        insert into flow
                               (account_id, audience_id, name, status, version, next_element_id, created_at, updated_at)
                        values ($1, $2, $3, 'draft', 1, $4, $5, $5) returning flow_id""")
                .execute(Tuple.of(audience.accountId(), audience.audienceId(), name, nextElementId, timestamp(now)))
                .map(rows -> new Flow(
                        rows.iterator().next().getInteger("flow_id"),
                        audience.accountId(),
                        audience.audienceId(),
                        audience.listId(),
                        name,
                        FlowStatus.DRAFT,
                        1,
                        nextElementId,
                        null,
                        null,
                        now,
                        now));
    }

    Uni<Void> save(SqlConnection transaction, Flow flow) {
        return transaction
                .preparedQuery("""
                        update flow
                           set name = $2, status = $3, version = $4, next_element_id = $5, activated_at = $6,
                               active_since = $7, updated_at = $8
                         where flow_id = $1""")
                .execute(Tuple.from(Arrays.asList(
                        flow.flowId(),
                        flow.name(),
                        flow.status().word(),
                        flow.version(),
                        flow.nextElementId(),
                        optionalTimestamp(flow.activatedAt()),
                        optionalTimestamp(flow.activeSince()),
                        timestamp(flow.updatedAt()))))
                .replaceWithVoid();
    }

    Uni<Void> replaceTriggers(SqlConnection transaction, Flow flow, List<Trigger> triggers) {
        return transaction
                .preparedQuery("delete from flow_trigger where flow_id = $1")
                .execute(Tuple.of(flow.flowId()))
                .chain(() -> transaction
                        .preparedQuery("""
                                insert into flow_trigger (flow_id, audience_id, trigger_id, type, event_name)
                                select $1, $2, * from unnest($3::int[], $4::text[], $5::text[])""")
                        .execute(Tuple.of(
                                flow.flowId(),
                                flow.audienceId(),
                                triggers.stream().map(Trigger::id).toArray(Integer[]::new),
                                triggers.stream().map(FlowRepository::type).toArray(String[]::new),
                                triggers.stream().map(FlowRepository::eventName).toArray(String[]::new))))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> forgetContacts(SqlConnection transaction, UUID[] contactIds) {
        return Uni.createFrom().voidItem(); // flows know no contacts
    }

    @Override
    public Uni<Integer> forgetAudience(SqlConnection transaction, UUID audienceId, int limit) {
        return transaction
                .preparedQuery("""
                        delete from flow where flow_id in (select flow_id from flow where audience_id = $1 limit $2)""")
                .execute(Tuple.of(audienceId, limit))
                .map(RowSet::rowCount);
    }

    private static String type(Trigger trigger) {
        return switch (trigger) {
            case Trigger.EventApi _ -> Trigger.EVENT_API;
            case Trigger.FlowApi _ -> Trigger.FLOW_API;
        };
    }

    private static @Nullable String eventName(Trigger trigger) {
        return switch (trigger) {
            case Trigger.EventApi event -> event.eventName();
            case Trigger.FlowApi _ -> null;
        };
    }

    private static EventStart eventStart(Row row) {
        return new EventStart(
                row.getUUID("audience_id"),
                row.getString("event_name"),
                row.getInteger("flow_id"),
                row.getInteger("trigger_id"),
                instant(row, "activated_at"));
    }

    private static List<Flow> flows(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(FlowRepository::flow)
                .toList();
    }

    private static Flow flow(Row row) {
        return new Flow(
                row.getInteger("flow_id"),
                row.getUUID("account_id"),
                row.getUUID("audience_id"),
                row.getString("list_id"),
                row.getString("name"),
                FlowStatus.of(row.getString("status")),
                row.getInteger("version"),
                row.getInteger("next_element_id"),
                optionalInstant(row, "activated_at"),
                optionalInstant(row, "active_since"),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }
}
