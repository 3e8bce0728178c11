package io.sillage.segments.membership;

import static io.sillage.segments.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sillage.contracts.condition.Condition;
import io.sillage.contracts.condition.Condition.EventHappened;
import io.sillage.contracts.condition.Count;
import io.sillage.contracts.condition.NameFilter;
import io.sillage.contracts.condition.Timeframe;
import io.sillage.segments.TestDatabase;
import io.sillage.segments.profile.ConditionSql;
import io.sillage.segments.profile.Question;
import io.sillage.segments.profile.Questions;
import io.sillage.segments.profile.SqlParameters;
import io.sillage.segments.projection.Contact;
import io.sillage.segments.projection.ContactRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What runs for every change and every boundary never reads a whole table.
class IndexUseTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID AUDIENCE = new UUID(0, 7);
    private static final Condition BOUGHT = new EventHappened(
            new NameFilter.Is("purchase"), new Timeframe.Within(Duration.ofDays(30)), List.of(), Count.AT_LEAST_ONE);

    private static TestDatabase database;

    @BeforeAll
    static void fill() {
        database = new TestDatabase();
        Stream.of("""
                insert into contact (contact_id, account_id, audience_id, version, active, status, email_hash, tags)
                select lpad(to_hex(i), 32, '0')::uuid, lpad('1', 32, '0')::uuid, lpad('7', 32, '0')::uuid, 1, true,
                       'subscribed', md5(i::text), array[i % 500]
                  from generate_series(1, 20000) i""", """
                insert into activity (activity_id, account_id, contact_id, type, name, name_text, properties, occurred_at)
                select gen_random_uuid(), lpad('1', 32, '0')::uuid, lpad(to_hex(i % 20000 + 1), 32, '0')::uuid, 'event',
                       case when i % 3 = 0 then 'purchase' else 'visit' end, 'name', '{}',
                       timestamptz '2026-03-01 12:00Z' - make_interval(mins => i)
                  from generate_series(1, 100000) i""", """
                insert into verdict (contact_id, segment_id, definition_version, holds, since, changes_at)
                select lpad(to_hex(i), 32, '0')::uuid, s, 1, i % 3 <> 0, now(),
                       timestamptz '2026-03-01 12:00Z' + make_interval(mins => i)
                  from generate_series(1, 20000) i, generate_series(1, 9, 2) s""", "analyze")
                .forEach(sql -> await(database.pool().query(sql).execute()));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private final VerdictRepository verdicts = new VerdictRepository();

    @Test
    void locking() {
        assertNoTableIsScanned(connection -> new ContactRepository().lockKnown(connection, contacts(100)));
        assertNoTableIsScanned(connection -> new ContactRepository()
                .lockChunk(connection, AUDIENCE, contacts(100).getLast(), 1_000));
    }

    @Test
    void answeringQuestions() {
        var questions = contacts(100).stream()
                .map(id -> new Contact(id, AUDIENCE, AUDIENCE, 1, false, true, "", Map.of(), Set.of()))
                .flatMap(contact -> Stream.of(
                                NameFilter.ANY, new NameFilter.Is("purchase"), new NameFilter.Not("visit"))
                        .map(name -> new EventHappened(
                                name, new Timeframe.NotWithin(Duration.ofDays(7)), List.of(), Count.AT_LEAST_ONE))
                        .map(condition -> new Question(contact, condition, null, NOW)))
                .toList();

        assertNoTableIsScanned(connection -> new Questions().answer(connection, questions));
    }

    @Test
    void verdictsOfContacts() {
        var keys = contacts(100).stream()
                .map(contact -> new Standing.Key(contact, new Definition.Id(3, 1)))
                .toList();

        assertNoTableIsScanned(connection -> verdicts.find(connection, keys));
        assertNoTableIsScanned(connection -> verdicts.due(connection, contacts(1_000), NOW));
        assertNoTableIsScanned(connection -> verdicts.ofContacts(connection, contacts(10)));
    }

    @Test
    void boundaries() {
        assertNoTableIsScanned(verdicts::next);
        assertNoTableIsScanned(connection -> verdicts.dueContacts(connection, NOW.plusSeconds(3_600), 500));
    }

    @Test
    void announcing() {
        assertNoTableIsScanned(connection -> verdicts.members(
                connection,
                new Definition.Id(3, 1),
                new Definition.Id(3, 0),
                contacts(50).getLast(),
                1_000));
        assertNoTableIsScanned(connection -> verdicts.clear(connection, new Definition.Id(99, 1), 5_000));
    }

    @Test
    void previewsLookIntoTheEventsOfTheAudienceByContact() {
        var parameters = new SqlParameters();
        var sql = "select c.contact_id from contact c where c.contact_id = any(%s) and %s"
                .formatted(
                        parameters.add(contacts(50).toArray(UUID[]::new), "uuid[]"),
                        new ConditionSql(parameters, null, NOW).of(BOUGHT));

        assertNoTableIsScanned(connection -> connection.preparedQuery(sql).execute(parameters.tuple()));
    }

    @Test
    void staticSegments() {
        assertNoTableIsScanned(connection -> connection
                .preparedQuery("select count(*) from contact c where c.active and c.tags @> array[$1::bigint]")
                .execute(Tuple.of(7L)));
    }

    @Test
    void readingAWholeTableWouldBeNoticed() {
        var before = scans();

        run(connection -> connection.query("select count(*) from activity").execute());

        assertThat(scans()).isNotEqualTo(before);
    }

    private static List<UUID> contacts(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(i -> new UUID(0, i * 13L))
                .toList();
    }

    private static void assertNoTableIsScanned(Function<SqlConnection, Uni<?>> work) {
        var before = scans();
        run(work);
        assertThat(scans()).isEqualTo(before);
    }

    private static void run(Function<SqlConnection, Uni<?>> work) {
        await(database.pool().withTransaction(connection -> work.apply(connection)
                .chain(() ->
                        connection.query("select pg_stat_force_next_flush()").execute())));
    }

    private static Map<String, Long> scans() {
        return await(database.pool()
                .query("select relname, seq_scan from pg_stat_user_tables")
                .execute()
                .map(rows -> {
                    var scans = new HashMap<String, Long>();
                    rows.forEach(row -> scans.put(row.getString("relname"), row.getLong("seq_scan")));
                    return scans;
                }));
    }
}
