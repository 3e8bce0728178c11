package io.sillage.segments.segment;

import static io.sillage.platform.database.Columns.optionalInstant;

import io.sillage.platform.http.Page;
import io.sillage.platform.id.Ids;
import io.sillage.segments.profile.ConditionSql;
import io.sillage.segments.profile.SqlParameters;
import io.sillage.segments.projection.Audience;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Contacts as members of segments.
@ApplicationScoped
class MemberRepository {

    private static final UUID NOBODY = new UUID(0, 0);

    private static final String COLUMNS = """
            select c.contact_id, c.email, c.email_hash, c.status, c.fields, c.tag_names, c.language, c.vip,
                   c.email_type, c.source, c.created_at, c.subscribed_at, c.changed_at, c.groups,
                   c.last_note
            """;

    private static final String OF_SAVED = COLUMNS + """
              from definition d
              join verdict v on v.segment_id = d.segment_id and v.definition_version = d.definition_version and v.holds
              join contact c on c.contact_id = v.contact_id
             where d.segment_id = $1 and d.audience_id = $2 and d.state in ('announcing', 'serving')
               and c.status = any($3::text[])
             order by v.contact_id limit $4 offset $5""";

    private static final String OF_STATIC = COLUMNS + """
              from contact c
             where c.tags @> array[$1::bigint] and c.audience_id = $2 and c.active and c.status = any($3::text[])
             order by c.contact_id limit $4 offset $5""";

    private static final String NEXT_OF_SAVED = COLUMNS + """
              from definition d
              join verdict v on v.segment_id = d.segment_id and v.definition_version = d.definition_version and v.holds
              join contact c on c.contact_id = v.contact_id
             where d.segment_id = $1 and d.audience_id = $2 and d.state in ('announcing', 'serving')
               and c.status = any($3::text[]) and v.contact_id > $4
             order by v.contact_id limit $5""";

    private static final String NEXT_OF_STATIC = COLUMNS + """
              from contact c
             where c.tags @> array[$1::bigint] and c.audience_id = $2 and c.active and c.status = any($3::text[])
               and c.contact_id > $4
             order by c.contact_id limit $5""";

    /// Joined, or PostgreSQL reads all of an audience that its statistics do not know yet; so is the one below.
    private static final String BY_HASHES = COLUMNS + """
              from (select $1::uuid as audience_id, unnest($2::text[]) as email_hash) as wanted
              join contact c using (audience_id, email_hash)
             where c.active""";

    private static final String BY_KEY = COLUMNS + """
              from contact c
             where c.audience_id = $1 and (c.email_hash = $2 or c.contact_id = $3) and c.active
             limit 1""";

    private static final String BY_IDS = COLUMNS + """
              from (select $1::uuid as audience_id, unnest($2::uuid[]) as contact_id) as wanted
              join contact c using (audience_id, contact_id)
             where c.active
             order by c.contact_id""";

    private static final String TAGGED = """
            select c.contact_id from contact c
             where c.audience_id = $1 and c.active and c.tags @> array[$2::bigint] limit $3""";

    Uni<List<Member>> page(SqlClient client, Audience audience, Segment segment, String[] statuses, Page page) {
        return client.preparedQuery(segment.isStatic() ? OF_STATIC : OF_SAVED)
                .execute(Tuple.of(segment.id(), audience.audienceId(), statuses, page.count(), page.offset()))
                .map(MemberRepository::members);
    }

    /// The next ones in the order of their ids.
    Uni<List<Member>> after(
            SqlClient client, Audience audience, Segment segment, String[] statuses, UUID position, int limit) {
        return client.preparedQuery(segment.isStatic() ? NEXT_OF_STATIC : NEXT_OF_SAVED)
                .execute(Tuple.of(segment.id(), audience.audienceId(), statuses, position, limit))
                .map(MemberRepository::members);
    }

    Uni<List<Member>> withEmails(SqlClient client, Audience audience, Collection<String> emails) {
        var hashes = emails.stream().map(Digests::subscriberHash).distinct().toArray(String[]::new);
        return client.preparedQuery(BY_HASHES)
                .execute(Tuple.of(audience.audienceId(), hashes))
                .map(MemberRepository::members);
    }

    Uni<List<Member>> withIds(SqlClient client, Audience audience, Collection<UUID> contactIds) {
        return client.preparedQuery(BY_IDS)
                .execute(Tuple.of(
                        audience.audienceId(), contactIds.stream().distinct().toArray(UUID[]::new)))
                .map(MemberRepository::members);
    }

    /// Whom a path calls by the hash of the address, the address, or the id.
    Uni<Optional<Member>> withKey(SqlClient client, Audience audience, String key) {
        var hash = key.indexOf('@') >= 0 ? Digests.subscriberHash(key) : key.toLowerCase(Locale.ROOT);
        return client.preparedQuery(BY_KEY)
                .execute(Tuple.of(audience.audienceId(), hash, Ids.parse(key).orElse(NOBODY)))
                .map(rows -> members(rows).stream().findFirst());
    }

    /// Some of those who carry a tag.
    Uni<List<UUID>> carriers(SqlClient client, Audience audience, long tagId, int limit) {
        return client.preparedQuery(TAGGED)
                .execute(Tuple.of(audience.audienceId(), tagId, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("contact_id"))
                        .toList());
    }

    /// How many contacts a condition holds for at this instant.
    Uni<Long> count(
            SqlClient client,
            Audience audience,
            Conditions conditions,
            @Nullable Period window,
            Instant now,
            String[] statuses) {
        var parameters = new SqlParameters();
        var sql = "select count(*) " + matching(audience, conditions, window, now, statuses, parameters);
        return client.preparedQuery(sql)
                .execute(parameters.tuple())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /// The first contacts for whom a condition holds at this instant.
    Uni<List<Member>> first(
            SqlClient client,
            Audience audience,
            Conditions conditions,
            @Nullable Period window,
            Instant now,
            String[] statuses,
            int limit) {
        var parameters = new SqlParameters();
        var sql = COLUMNS + matching(audience, conditions, window, now, statuses, parameters)
                + " order by c.contact_id limit " + parameters.add(limit, "int");
        return client.preparedQuery(sql).execute(parameters.tuple()).map(MemberRepository::members);
    }

    private static String matching(
            Audience audience,
            Conditions conditions,
            @Nullable Period window,
            Instant now,
            String[] statuses,
            SqlParameters parameters) {
        return "from contact c where c.audience_id = %s and c.active and c.status = any(%s) and %s"
                .formatted(
                        parameters.add(audience.audienceId(), "uuid"),
                        parameters.add(statuses, "text[]"),
                        new ConditionSql(parameters, window, now).of(conditions.condition()));
    }

    private static List<Member> members(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(MemberRepository::member)
                .toList();
    }

    private static Member.@Nullable Note lastNote(@Nullable JsonObject note) {
        return note == null
                ? null
                : new Member.Note(
                        note.getInteger("id"),
                        note.getString("note"),
                        note.getString("created_by"),
                        Instant.parse(note.getString("created_at")));
    }

    private static Member member(Row row) {
        return new Member(
                row.getUUID("contact_id"),
                row.getString("email"),
                row.getString("email_hash"),
                row.getString("status"),
                row.getJsonObject("fields").getMap(),
                row.getJsonArray("tag_names").stream()
                        .map(JsonObject.class::cast)
                        .map(tag -> new Member.TagName(tag.getLong("id"), tag.getString("name")))
                        .toList(),
                List.of(row.getArrayOfStrings("groups")),
                lastNote(row.getJsonObject("last_note")),
                row.getString("language"),
                row.getBoolean("vip"),
                row.getString("email_type"),
                row.getString("source"),
                optionalInstant(row, "created_at"),
                optionalInstant(row, "subscribed_at"),
                optionalInstant(row, "changed_at"));
    }
}
