package io.sillage.contacts.growth;

import static java.util.stream.Collectors.joining;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sillage.contacts.fold.Foldable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Rows of `growth`.
@ApplicationScoped
public class Growth implements Foldable {

    /// More rows than this of one day and kind are worth folding.
    private static final int MANY = 50;

    private static final int MOST_GROUPS = 100;

    private static final int DAYS = 3;

    private static final String FOLD = """
            with crowded as (
                 select audience_id, day, kind from growth where day >= $4
                  group by audience_id, day, kind having count(*) > $1 limit $2),
            taken as (
                 select g.audience_id, g.day, g.kind, g.id from growth g join crowded using (audience_id, day, kind)
                  order by g.id limit $3 for update of g skip locked),
            folded as (
                 delete from growth g using taken t
                  where g.audience_id = t.audience_id and g.day = t.day and g.kind = t.kind and g.id = t.id
                 returning g.audience_id, g.day, g.kind, g.number),
            kept as (
                 insert into growth (audience_id, day, kind, number)
                 select audience_id, day, kind, sum(number) from folded group by audience_id, day, kind)
            select 1 from folded""";

    private final InstantSource clock;

    Growth(InstantSource clock) {
        this.clock = clock;
    }

    /// What is counted of which audience.
    public record Key(UUID audienceId, GrowthKind kind) {}

    /// Adds these numbers to the day of this instant, in the current transaction.
    public Uni<Void> add(Map<Key, Integer> numbers, Instant now) {
        var entries = numbers.entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .toList();
        return entries.isEmpty()
                ? Uni.createFrom().voidItem()
                : Panache.getSession()
                        .chain(session -> session.createNativeQuery("""
                                        insert into growth (audience_id, day, kind, number)
                                        select cast(audience as uuid), cast(:day as date), kind, cast(number as bigint)
                                          from unnest(string_to_array(:audiences, ','), string_to_array(:kinds, ','),
                                                      string_to_array(:numbers, ','))
                                            as counted (audience, kind, number)
                                         order by 1, 3""")
                                .setParameter("day", day(now))
                                .setParameter("audiences", joined(entries, entry -> entry.getKey()
                                        .audienceId()
                                        .toString()))
                                .setParameter("kinds", joined(entries, entry -> entry.getKey()
                                        .kind()
                                        .word()))
                                .setParameter("numbers", joined(entries, entry -> String.valueOf(entry.getValue())))
                                .executeUpdate())
                        .replaceWithVoid();
    }

    private static String joined(
            List<Map.Entry<Key, Integer>> entries, java.util.function.Function<Map.Entry<Key, Integer>, String> text) {
        return entries.stream().map(text).collect(joining(","));
    }

    static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /// The numbers of the days since `from` on which anything happened.
    Uni<TreeMap<LocalDate, Map<GrowthKind, Long>>> days(UUID audienceId, LocalDate from) {
        return read(audienceId, "day", from);
    }

    /// The numbers of all months in which anything happened, by their first days.
    Uni<TreeMap<LocalDate, Map<GrowthKind, Long>>> months(UUID audienceId) {
        return read(audienceId, "cast(date_trunc('month', day) as date)", LocalDate.of(1970, 1, 1));
    }

    private static Uni<TreeMap<LocalDate, Map<GrowthKind, Long>>> read(UUID audienceId, String period, LocalDate from) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select %s as period, kind, cast(sum(number) as bigint) from growth
                                 where audience_id = :audience and day >= :from
                                 group by period, kind""".formatted(period), Object[].class)
                        .setParameter("audience", audienceId)
                        .setParameter("from", from)
                        .getResultList())
                .map(Growth::byPeriod);
    }

    private static TreeMap<LocalDate, Map<GrowthKind, Long>> byPeriod(List<Object[]> rows) {
        var periods = new TreeMap<LocalDate, Map<GrowthKind, Long>>();
        for (var row : rows) {
            periods.computeIfAbsent((LocalDate) row[0], _ -> new EnumMap<>(GrowthKind.class))
                    .put(GrowthKind.of((String) row[1]), (Long) row[2]);
        }
        return periods;
    }

    /// Those of the last days: older ones get no more rows.
    @Override
    public Uni<Integer> fold(SqlConnection transaction, int limit) {
        return transaction
                .preparedQuery(FOLD)
                .execute(Tuple.of(
                        (long) MANY, MOST_GROUPS, limit, day(clock.instant()).minusDays(DAYS)))
                .map(RowSet::rowCount);
    }
}
