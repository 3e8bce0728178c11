package io.sillage.automation.enrollment;

import static io.sillage.platform.database.Columns.instant;
import static io.sillage.platform.database.Columns.optionalInstant;
import static io.sillage.platform.database.Columns.optionalTimestamp;
import static io.sillage.platform.database.Columns.timestamp;

import io.sillage.automation.engine.Standing;
import io.sillage.automation.flow.VersionId;
import io.sillage.platform.database.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;

/// The walks that are stored.
@ApplicationScoped
class EnrollmentRepository {

    static final String COLUMNS = """
            enrollment_id, account_id, audience_id, contact_id, flow_id, flow_version, event, cause_id, status, reason,
            step_id, visit, arrived_at, due_at, request_id, answer, started_at, ended_at""";

    private static final String INSERT = """
            insert into enrollment (%s)
            select enrollment_id, account_id, audience_id, contact_id, flow_id, flow_version, cast(event as jsonb),
                   cause_id, status, reason, step_id, visit, arrived_at, due_at, request_id, null, started_at, ended_at
              from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::int[], $7::text[],
                          $8::uuid[], $9::text[], $10::text[], $11::int[], $12::int[], $13::timestamptz[],
                          $14::timestamptz[], $15::uuid[], $16::timestamptz[], $17::timestamptz[])
                as new (enrollment_id, account_id, audience_id, contact_id, flow_id, flow_version, event, cause_id,
                        status, reason, step_id, visit, arrived_at, due_at, request_id, started_at, ended_at)""".formatted(COLUMNS);

    private static final String UPDATE = """
            update enrollment
               set status = moved.status, reason = moved.reason, step_id = moved.step_id, visit = moved.visit,
                   arrived_at = moved.arrived_at, due_at = moved.due_at, request_id = moved.request_id,
                   ended_at = moved.ended_at, answer = null, held = false
              from unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::int[], $6::timestamptz[],
                          $7::timestamptz[], $8::uuid[], $9::timestamptz[])
                as moved (enrollment_id, status, reason, step_id, visit, arrived_at, due_at, request_id, ended_at)
             where enrollment.enrollment_id = moved.enrollment_id""";

    /// Walks whose time has come, the longest overdue first. Rows that another instance works on are left to it.
    Uni<List<Enrollment>> takeDue(SqlConnection transaction, Instant now, int limit) {
        return transaction
                .preparedQuery("select " + COLUMNS + """
                         from enrollment
                        where status = 'active' and not held and due_at <= $1
                        order by due_at limit $2
                          for no key update skip locked""")
                .execute(Tuple.of(timestamp(now), limit))
                .map(EnrollmentRepository::enrollments);
    }

    Uni<Optional<Instant>> nextDue(SqlConnection connection) {
        return connection
                .query("select due_at from enrollment where status = 'active' and not held and due_at is not null"
                        + " order by due_at limit 1")
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> instant(row, "due_at"))
                        .findFirst());
    }

    /// Walks that wait for the answer to one of these questions, locked.
    Uni<List<Enrollment>> takeAsking(SqlConnection transaction, UUID[] requestIds) {
        return transaction
                .preparedQuery("select " + COLUMNS + """
                         from enrollment
                        where request_id = any($1) and status = 'active' and answer is null
                        order by enrollment_id
                          for no key update""")
                .execute(Tuple.of(requestIds))
                .map(EnrollmentRepository::enrollments);
    }

    /// Keeps answers for later: for the day on which their flows are resumed, or for the next look at what is due.
    Uni<Void> keepAnswers(SqlConnection transaction, Map<UUID, Boolean> answers, boolean held, Instant now) {
        if (answers.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var ids = answers.keySet().toArray(UUID[]::new);
        return transaction
                .preparedQuery("""
                        update enrollment set answer = given.answer, due_at = $3, held = $4
                          from unnest($1::uuid[], $2::boolean[]) as given (enrollment_id, answer)
                         where enrollment.enrollment_id = given.enrollment_id""")
                .execute(Tuple.of(
                        ids, Arrays.stream(ids).map(answers::get).toArray(Boolean[]::new), timestamp(now), held))
                .replaceWithVoid();
    }

    /// They are due, but their flow is paused.
    Uni<Void> hold(SqlConnection transaction, UUID[] enrollmentIds) {
        if (enrollmentIds.length == 0) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery("update enrollment set held = true where enrollment_id = any($1)")
                .execute(Tuple.of(enrollmentIds))
                .replaceWithVoid();
    }

    Uni<Void> releaseHeld(SqlConnection transaction, int flowId, Instant now) {
        return transaction
                .preparedQuery("update enrollment set held = false, due_at = $2 where flow_id = $1 and held")
                .execute(Tuple.of(flowId, timestamp(now)))
                .replaceWithVoid();
    }

    Uni<Void> exitAll(SqlConnection transaction, int flowId, String reason, Instant now) {
        return transaction
                .preparedQuery("""
                        update enrollment
                           set status = 'exited', reason = $2, ended_at = $3, due_at = null, request_id = null,
                               held = false
                         where flow_id = $1 and status = 'active'""")
                .execute(Tuple.of(flowId, reason, timestamp(now)))
                .replaceWithVoid();
    }

    /// The last walk of each of these contacts through the flow beside it.
    Uni<List<LastWalk>> lastWalks(SqlConnection connection, Integer[] flowIds, UUID[] contactIds) {
        return connection
                .preparedQuery("""
                        select flow_id, contact_id, ended_at
                          from unnest($1::int[], $2::uuid[]) as pair (flow_id, contact_id),
                               lateral (select ended_at from enrollment
                                         where enrollment.flow_id = pair.flow_id
                                           and enrollment.contact_id = pair.contact_id
                                         order by started_at desc limit 1) as last""")
                .execute(Tuple.of(flowIds, contactIds))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new LastWalk(
                                row.getInteger("flow_id"), row.getUUID("contact_id"), optionalInstant(row, "ended_at")))
                        .toList());
    }

    Uni<Void> insert(SqlConnection transaction, List<Enrollment> entered) {
        return entered.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(INSERT)
                        .execute(Tuple.from(List.of(
                                column(entered, Enrollment::enrollmentId, UUID[]::new),
                                column(entered, Enrollment::accountId, UUID[]::new),
                                column(entered, Enrollment::audienceId, UUID[]::new),
                                column(entered, Enrollment::contactId, UUID[]::new),
                                column(entered, each -> each.version().flowId(), Integer[]::new),
                                column(entered, each -> each.version().version(), Integer[]::new),
                                column(entered, each -> write(each.event()), String[]::new),
                                column(entered, each -> each.event().causeId(), UUID[]::new),
                                column(entered, each -> each.status().word(), String[]::new),
                                column(entered, Enrollment::reason, String[]::new),
                                column(entered, each -> each.standing().stepId(), Integer[]::new),
                                column(entered, each -> each.standing().visit(), Integer[]::new),
                                column(entered, EnrollmentRepository::arrivedAt, OffsetDateTime[]::new),
                                column(entered, each -> optionalTimestamp(each.dueAt()), OffsetDateTime[]::new),
                                column(entered, Enrollment::requestId, UUID[]::new),
                                column(entered, each -> timestamp(each.startedAt()), OffsetDateTime[]::new),
                                column(entered, each -> optionalTimestamp(each.endedAt()), OffsetDateTime[]::new))))
                        .replaceWithVoid();
    }

    Uni<Void> update(SqlConnection transaction, List<Enrollment> moved) {
        return moved.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(UPDATE)
                        .execute(Tuple.from(List.of(
                                column(moved, Enrollment::enrollmentId, UUID[]::new),
                                column(moved, each -> each.status().word(), String[]::new),
                                column(moved, Enrollment::reason, String[]::new),
                                column(moved, each -> each.standing().stepId(), Integer[]::new),
                                column(moved, each -> each.standing().visit(), Integer[]::new),
                                column(moved, EnrollmentRepository::arrivedAt, OffsetDateTime[]::new),
                                column(moved, each -> optionalTimestamp(each.dueAt()), OffsetDateTime[]::new),
                                column(moved, Enrollment::requestId, UUID[]::new),
                                column(moved, each -> optionalTimestamp(each.endedAt()), OffsetDateTime[]::new))))
                        .replaceWithVoid();
    }

    static <T, C> C[] column(List<T> rows, Function<T, C> value, IntFunction<C[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    private static OffsetDateTime arrivedAt(Enrollment enrollment) {
        return timestamp(enrollment.standing().arrivedAt());
    }

    private static String write(StartEvent event) {
        return new JsonObject()
                .put("name", event.name())
                .put("properties", new JsonObject(new HashMap<>(event.properties())))
                .encode();
    }

    static StartEvent event(Row row) {
        var event = Columns.json(row, "event");
        var properties = new LinkedHashMap<String, String>();
        event.getJsonObject("properties")
                .forEach(each -> properties.put(each.getKey(), String.valueOf(each.getValue())));
        return new StartEvent(row.getUUID("cause_id"), event.getString("name"), properties);
    }

    static List<Enrollment> enrollments(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(EnrollmentRepository::enrollment)
                .toList();
    }

    private static Enrollment enrollment(Row row) {
        return new Enrollment(
                row.getUUID("enrollment_id"),
                row.getUUID("account_id"),
                row.getUUID("audience_id"),
                row.getUUID("contact_id"),
                new VersionId(row.getInteger("flow_id"), row.getInteger("flow_version")),
                event(row),
                EnrollmentStatus.of(row.getString("status")),
                row.getString("reason"),
                new Standing(row.getInteger("step_id"), row.getInteger("visit"), instant(row, "arrived_at")),
                optionalInstant(row, "due_at"),
                row.getUUID("request_id"),
                row.getBoolean("answer"),
                instant(row, "started_at"),
                optionalInstant(row, "ended_at"));
    }
}
