package io.sillage.events.catalogue;

import io.sillage.events.catalogue.Seen.Name;
import io.sillage.events.catalogue.Seen.Property;
import io.sillage.platform.database.Columns;
import io.sillage.platform.http.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Rows of `event_name`, `event_property` and `event_sample`.
@ApplicationScoped
class CatalogueRepository {

    private static final String ADD_NAMES = """
            insert into event_name as known (audience_id, name, account_id, occurrences, first_seen, last_seen)
            select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::bigint[], $5::timestamptz[], $6::timestamptz[])
            on conflict (audience_id, name) do update
               set occurrences = known.occurrences + excluded.occurrences,
                   first_seen = least(known.first_seen, excluded.first_seen),
                   last_seen = greatest(known.last_seen, excluded.last_seen)""";

    /// At most so many properties of a name are known, lest somebody who makes them up fills the table.
    static final String ADD_PROPERTIES = """
            insert into event_property as known (audience_id, name, property, type)
            select seen.*
              from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as seen (audience_id, name, property, type)
             where (select count(*) from event_property p
                     where p.audience_id = seen.audience_id and p.name = seen.name) < 100
                or exists (select from event_property p
                            where p.audience_id = seen.audience_id and p.name = seen.name
                              and p.property = seen.property)
            on conflict (audience_id, name, property) do update set type = 'text'
             where known.type <> excluded.type and known.type <> 'text'""";

    static final String ADD_SAMPLES = """
            insert into event_sample (audience_id, name, property, value, contact_id)
            select seen.*
              from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[])
                   as seen (audience_id, name, property, value, contact_id)
             where exists (select from event_property p
                            where p.audience_id = seen.audience_id and p.name = seen.name
                              and p.property = seen.property)
               and (select count(*) from event_sample s
                     where s.audience_id = seen.audience_id and s.name = seen.name
                       and s.property = seen.property) < 5
            on conflict do nothing""";

    /// One row with only the total if the page is empty.
    static final String FIND = """
            with matching as (
                select count(*) as total from event_name where audience_id = $1
            ), page as (
                select name, occurrences, first_seen, last_seen from event_name
                 where audience_id = $1 order by name limit $2 offset $3
            )
            select total, page.*,
                   (select coalesce(jsonb_agg(jsonb_build_object('name', p.property, 'type', p.type, 'samples',
                             (select coalesce(jsonb_agg(s.value order by s.value), '[]')
                                from (select value from event_sample s
                                       where s.audience_id = $1 and s.name = p.name and s.property = p.property
                                       order by value limit 5) as s)) order by p.property), '[]')
                      from event_property p where p.audience_id = $1 and p.name = page.name) as properties
              from matching left join page on true order by page.name""";

    private final Pool pool;

    CatalogueRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> addNames(SqlConnection transaction, List<Name> names) {
        return transaction
                .preparedQuery(ADD_NAMES)
                .execute(Tuple.from(List.of(
                        names.stream().map(Name::audienceId).toArray(UUID[]::new),
                        names.stream().map(Name::name).toArray(String[]::new),
                        names.stream().map(Name::accountId).toArray(UUID[]::new),
                        names.stream().map(Name::occurrences).toArray(Long[]::new),
                        names.stream()
                                .map(name -> Columns.timestamp(name.first()))
                                .toArray(OffsetDateTime[]::new),
                        names.stream()
                                .map(name -> Columns.timestamp(name.last()))
                                .toArray(OffsetDateTime[]::new))))
                .replaceWithVoid();
    }

    Uni<Void> addProperties(SqlConnection transaction, List<Property> properties) {
        return properties.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(ADD_PROPERTIES)
                        .execute(Tuple.of(
                                properties.stream().map(Property::audienceId).toArray(UUID[]::new),
                                properties.stream().map(Property::name).toArray(String[]::new),
                                properties.stream().map(Property::property).toArray(String[]::new),
                                properties.stream()
                                        .map(each -> each.type().word())
                                        .toArray(String[]::new)))
                        .replaceWithVoid();
    }

    private record Sample(Property property, String value, UUID contactId) {}

    Uni<Void> addSamples(SqlConnection transaction, List<Property> properties) {
        var samples = properties.stream()
                .flatMap(property -> property.samples().entrySet().stream()
                        .map(sample -> new Sample(property, sample.getKey(), sample.getValue())))
                .toList();
        return samples.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction
                        .preparedQuery(ADD_SAMPLES)
                        .execute(Tuple.of(
                                samples.stream()
                                        .map(each -> each.property().audienceId())
                                        .toArray(UUID[]::new),
                                samples.stream()
                                        .map(each -> each.property().name())
                                        .toArray(String[]::new),
                                samples.stream()
                                        .map(each -> each.property().property())
                                        .toArray(String[]::new),
                                samples.stream().map(Sample::value).toArray(String[]::new),
                                samples.stream().map(Sample::contactId).toArray(UUID[]::new)))
                        .replaceWithVoid();
    }

    /// @param properties each with `name`, `type` and `samples`
    record EventName(
            String name, long occurrences, Instant firstSeen, Instant lastSeen, List<Map<String, Object>> properties) {}

    record EventNames(List<EventName> page, long total) {}

    /// In the order of names.
    Uni<EventNames> find(UUID audienceId, Page page) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(audienceId, page.count(), page.offset()))
                .map(CatalogueRepository::names);
    }

    private static EventNames names(RowSet<Row> rows) {
        var names = new ArrayList<EventName>(rows.size());
        var total = 0L;
        for (var row : rows) {
            total = row.getLong("total");
            if (row.getString("name") != null) {
                names.add(name(row));
            }
        }
        return new EventNames(names, total);
    }

    private static EventName name(Row row) {
        JsonArray properties = row.getJsonArray("properties");
        return new EventName(
                row.getString("name"),
                row.getLong("occurrences"),
                Columns.instant(row, "first_seen"),
                Columns.instant(row, "last_seen"),
                properties.stream()
                        .map(JsonObject.class::cast)
                        .map(JsonObject::getMap)
                        .toList());
    }
}
