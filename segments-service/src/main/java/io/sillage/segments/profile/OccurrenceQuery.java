package io.sillage.segments.profile;

import static io.sillage.platform.database.Columns.instant;
import static io.sillage.platform.database.Columns.timestamp;

import io.sillage.segments.evaluation.Demand;
import io.sillage.segments.evaluation.Occurrences;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// One statement that loads the occurrences for several conditions and many contacts: a branch per condition, in it
/// a row per contact and instant, and for each of them two short walks along an index.
final class OccurrenceQuery {

    /// Of whom, and at which instant.
    record Ask(UUID contactId, Instant at) {}

    private static final String BRANCH = """
            select %d as branch, q.n, o.occurred_at, o.started
              from unnest(%s, %s, %s, %s) with ordinality as q (contact_id, at, earliest, latest, n)
             cross join lateral (
               (select a.occurred_at, true as started from activity a
                 where a.contact_id = q.contact_id and %s and a.occurred_at between q.earliest and q.latest%s
                 order by a.occurred_at desc limit %d)
               union all
               (select a.occurred_at, false from activity a
                 where a.contact_id = q.contact_id and %s and a.occurred_at > q.latest
                 order by a.occurred_at limit %d)) o""";

    private final SqlParameters parameters = new SqlParameters();
    private final List<String> branches = new ArrayList<>();
    private final List<Demand> demands = new ArrayList<>();
    private final List<List<Ask>> asked = new ArrayList<>();

    OccurrenceQuery(Map<Demand, ? extends Iterable<Ask>> asks) {
        asks.forEach((demand, of) -> {
            var list = new ArrayList<Ask>();
            of.forEach(list::add);
            add(demand, list);
        });
    }

    String sql() {
        return String.join("\nunion all\n", branches);
    }

    Tuple parameters() {
        return parameters.tuple();
    }

    private void add(Demand demand, List<Ask> asks) {
        var events = new EventSql(parameters);
        var contacts = parameters.add(asks.stream().map(Ask::contactId).toArray(UUID[]::new), "uuid[]");
        var at = instants(asks, Function.identity());
        var earliest = instants(asks, demand::earliestAlive);
        var latest = instants(asks, demand::latestStarted);
        var filters = events.filters(demand.event());
        var alive = events.alive(demand, () -> "q.at");
        branches.add(BRANCH.formatted(
                branches.size(),
                contacts,
                at,
                earliest,
                latest,
                filters,
                alive,
                demand.limit(),
                filters,
                demand.limit()));
        demands.add(demand);
        asked.add(asks);
    }

    private String instants(List<Ask> asks, Function<Instant, Instant> bound) {
        return parameters.add(
                asks.stream().map(ask -> timestamp(bound.apply(ask.at()))).toArray(OffsetDateTime[]::new),
                "timestamptz[]");
    }

    /// Hands over what was found, for each condition and each who was asked about.
    void read(RowSet<Row> rows, Receiver receiver) {
        var found = new ArrayList<Found[]>();
        asked.forEach(asks -> found.add(new Found[asks.size()]));
        for (var row : rows) {
            var of = found.get(row.getInteger("branch"));
            var n = row.getLong("n").intValue() - 1;
            if (of[n] == null) {
                of[n] = new Found(new ArrayList<>(), new ArrayList<>());
            }
            of[n].add(row);
        }
        for (var branch = 0; branch < demands.size(); branch++) {
            var limit = demands.get(branch).limit();
            for (var n = 0; n < found.get(branch).length; n++) {
                var of = found.get(branch)[n];
                if (of != null) {
                    receiver.accept(
                            demands.get(branch),
                            asked.get(branch).get(n),
                            Occurrences.limited(limit, of.started(), of.upcoming()));
                }
            }
        }
    }

    interface Receiver {
        void accept(Demand demand, Ask ask, Occurrences occurrences);
    }

    private record Found(List<Instant> started, List<Instant> upcoming) {
        void add(Row row) {
            (row.getBoolean("started") ? started : upcoming).add(instant(row, "occurred_at"));
        }
    }
}
