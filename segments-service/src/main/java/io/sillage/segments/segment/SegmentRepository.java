package io.sillage.segments.segment;

import static io.sillage.platform.database.Columns.instant;

import io.sillage.platform.http.Page;
import io.sillage.segments.evaluation.Texts;
import io.sillage.segments.projection.Audience;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// Rows of `segment`, and tags beside them as the static segments that they are in the API.
@ApplicationScoped
class SegmentRepository {

    private static final String ALL = """
            from (select segment_id as id, audience_id, name, 'saved' as type, options, created_at, updated_at,
                         definition_version
                    from segment where audience_id = $1 and account_id = $2
                   union all
                  select tag_id, audience_id, name, 'static', null, created_at, updated_at, null
                    from tag where audience_id = $1 and account_id = $2 and not deleted) s
            """;

    private static final String COLUMNS = """
            select s.id, s.audience_id, s.name, s.type, s.options, s.created_at, s.updated_at,
                   d.state, d.done, d.total,
                   case s.type
                   when 'saved' then
                     (select count(*) from definition served
                        join verdict v on v.segment_id = served.segment_id
                                      and v.definition_version = served.definition_version and v.holds
                        join contact c on c.contact_id = v.contact_id
                       where served.segment_id = s.id and served.state in ('announcing', 'serving')
                         and c.status = any($3::text[]))
                   else
                     (select count(*) from contact c
                       where c.audience_id = $1 and c.active and c.tags @> array[s.id]
                         and c.status = any($3::text[]))
                   end as member_count
            """;

    private static final String OF_DEFINITION = """
            left join definition d on d.segment_id = s.id and d.definition_version = s.definition_version
            """;

    private static final String FIND = COLUMNS + ALL + OF_DEFINITION + "where s.id = $4";

    private static final String FILTER = """
            where ($%1$d::text is null or s.type = $%1$d)
              and ($%2$d::timestamptz is null or s.created_at >= $%2$d)
              and ($%3$d::timestamptz is null or s.created_at < $%3$d)
              and ($%4$d::timestamptz is null or s.updated_at >= $%4$d)
              and ($%5$d::timestamptz is null or s.updated_at < $%5$d)
            """;

    private static final String LIST = COLUMNS
            + "from (select s.* " + ALL + FILTER.formatted(6, 7, 8, 9, 10)
            + "order by s.id limit $4 offset $5) s "
            + OF_DEFINITION + "order by s.id";

    private static final String COUNT = "select count(*) " + ALL + FILTER.formatted(3, 4, 5, 6, 7);

    private static final String NAME_TAKEN = """
            select exists (select from segment where audience_id = $1 and name_key = $2 and segment_id <> $3)
                or exists (select from tag where audience_id = $1 and name_key = $2 and tag_id <> $3 and not deleted)
                   as taken""";

    Uni<Optional<Segment>> find(SqlClient client, Audience audience, long id, String[] statuses) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(audience.audienceId(), audience.accountId(), statuses, id))
                .map(rows -> segments(rows).stream().findFirst());
    }

    Uni<List<Segment>> list(SqlClient client, Audience audience, String[] statuses, Page page, SegmentFilter filter) {
        var parameters = new ArrayList<Object>(
                List.of(audience.audienceId(), audience.accountId(), statuses, page.count(), page.offset()));
        parameters.addAll(Arrays.asList(filter.parameters()));
        return client.preparedQuery(LIST).execute(Tuple.from(parameters)).map(SegmentRepository::segments);
    }

    Uni<Long> count(SqlClient client, Audience audience, SegmentFilter filter) {
        var parameters = new ArrayList<Object>(List.of(audience.audienceId(), audience.accountId()));
        parameters.addAll(Arrays.asList(filter.parameters()));
        return client.preparedQuery(COUNT)
                .execute(Tuple.from(parameters))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /// Whether another segment of the audience, saved or static, goes by this name.
    Uni<Boolean> isNameTaken(SqlClient client, UUID audienceId, String name, long exceptId) {
        return client.preparedQuery(NAME_TAKEN)
                .execute(Tuple.of(audienceId, Texts.normal(name), exceptId))
                .map(rows -> rows.iterator().next().getBoolean("taken"));
    }

    /// An id that no segment and no tag has.
    Uni<Long> nextId(SqlClient client) {
        return client.query("select nextval('segment_id')")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static List<Segment> segments(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(SegmentRepository::segment)
                .toList();
    }

    private static Segment segment(Row row) {
        var isReady = !"building".equals(row.getString("state"));
        return new Segment(
                row.getLong("id"),
                row.getUUID("audience_id"),
                row.getString("name"),
                row.getString("type").equals("static"),
                row.getString("options"),
                row.getLong("member_count"),
                isReady,
                isReady ? 100 : progress(row.getLong("done"), row.getLong("total")),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static int progress(long done, long total) {
        return total == 0 ? 0 : (int) Math.min(99, done * 100 / total);
    }
}
