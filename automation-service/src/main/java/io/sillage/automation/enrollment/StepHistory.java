package io.sillage.automation.enrollment;

import static io.sillage.platform.database.Columns.instant;
import static io.sillage.platform.database.Columns.optionalInstant;
import static io.sillage.platform.database.Columns.optionalTimestamp;
import static io.sillage.platform.database.Columns.timestamp;

import io.sillage.automation.engine.Visit;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// The dated steps of all walks.
@ApplicationScoped
class StepHistory {

    private static final int LONGEST = 1_000;

    private record Line(UUID enrollmentId, Visit visit) {}

    Uni<Void> write(SqlConnection transaction, List<Progress> progress) {
        var lines = progress.stream()
                .filter(each -> each.walk() != null)
                .flatMap(each -> each.walk().visits().stream()
                        .map(visit -> new Line(each.enrollment().enrollmentId(), visit)))
                .toList();
        return lines.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery("""
                                insert into enrollment_step (enrollment_id, visit, step_id, arrived_at, left_at, outcome)
                                select * from unnest($1::uuid[], $2::int[], $3::int[], $4::timestamptz[],
                                                     $5::timestamptz[], $6::text[])
                                on conflict (enrollment_id, visit) do update
                                   set left_at = excluded.left_at, outcome = excluded.outcome""").execute(columns(lines)).replaceWithVoid();
    }

    Uni<List<Visit>> read(SqlConnection connection, UUID enrollmentId) {
        return connection
                .preparedQuery("select * from enrollment_step where enrollment_id = $1 order by visit limit $2")
                .execute(Tuple.of(enrollmentId, LONGEST))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(StepHistory::visit)
                        .toList());
    }

    private static Tuple columns(List<Line> lines) {
        return Tuple.of(
                lines.stream().map(Line::enrollmentId).toArray(UUID[]::new),
                lines.stream().map(line -> line.visit().visit()).toArray(Integer[]::new),
                lines.stream().map(line -> line.visit().stepId()).toArray(Integer[]::new),
                lines.stream().map(line -> timestamp(line.visit().arrivedAt())).toArray(OffsetDateTime[]::new),
                lines.stream()
                        .map(line -> optionalTimestamp(line.visit().leftAt()))
                        .toArray(OffsetDateTime[]::new),
                lines.stream().map(line -> line.visit().outcome().word()).toArray(String[]::new));
    }

    private static Visit visit(Row row) {
        return new Visit(
                row.getInteger("step_id"),
                row.getInteger("visit"),
                instant(row, "arrived_at"),
                optionalInstant(row, "left_at"),
                Visit.Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)));
    }
}
