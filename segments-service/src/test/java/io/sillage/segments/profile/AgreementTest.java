package io.sillage.segments.profile;

import static io.sillage.segments.TestDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.ActivityType;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Origin;
import io.sillage.contracts.condition.Condition;
import io.sillage.segments.TestDatabase;
import io.sillage.segments.evaluation.Timeline;
import io.sillage.segments.profile.Oracle.Person;
import io.sillage.segments.profile.Worlds.World;
import io.sillage.segments.projection.ActivityRepository;
import io.sillage.segments.projection.ContactKey;
import io.sillage.segments.projection.ContactRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Evaluator, SQL and oracle give the same answers, now and for as long as the evaluator says that it knows.
class AgreementTest {

    private static final Instant LONG_AGO = Instant.parse("2025-01-01T00:00:00Z");
    private static final UUID ACCOUNT = UUID.randomUUID();

    private static TestDatabase database;

    private final ContactRepository contacts = new ContactRepository();
    private final ActivityRepository activities = new ActivityRepository();
    private final Questions questions = new Questions();

    @BeforeContainer
    static void start() {
        database = new TestDatabase();
    }

    @AfterContainer
    static void stop() {
        database.close();
    }

    @Provide
    Arbitrary<World> worlds() {
        return Worlds.worlds();
    }

    @Property(tries = 600, shrinking = ShrinkingMode.BOUNDED)
    void evaluatorSqlAndOracleAgree(@ForAll("worlds") World world) {
        var audience = UUID.randomUUID();
        var people = new LinkedHashMap<UUID, Person>();
        world.people().forEach(person -> people.put(UUID.randomUUID(), person));
        var answers = await(database.pool().withTransaction(transaction -> store(transaction, audience, people)
                .chain(() -> ask(transaction, audience, people.keySet(), world))));

        var random = new Random(world.randomness());
        people.forEach((id, person) -> {
            var oracle = new Oracle(person, world.window().orElse(null));
            assertThat(answers.sql().contains(id)).as("SQL").isEqualTo(oracle.holds(world.condition(), world.now()));
            assertAgree(answers.timelines().get(id), oracle, world, random);
        });
    }

    private static void assertAgree(Timeline timeline, Oracle oracle, World world, Random random) {
        for (var instant : instants(timeline, world, random)) {
            assertThat(answer(timeline, instant))
                    .as("at %s in %s", instant, timeline)
                    .isEqualTo(oracle.holds(world.condition(), instant));
        }
    }

    /// Now, both sides of every flip, and some others, as far as the timeline reaches.
    private static List<Instant> instants(Timeline timeline, World world, Random random) {
        var instants = new ArrayList<>(List.of(world.now()));
        timeline.flips().forEach(flip -> instants.addAll(List.of(flip.minus(1, ChronoUnit.MICROS), flip)));
        instants.add(timeline.verdict()
                .expiry()
                .orElse(world.now().plus(Duration.ofDays(400)))
                .minus(1, ChronoUnit.MICROS));
        random.longs(10, 0, Duration.ofDays(130).toSeconds())
                .mapToObj(seconds -> world.now().plusSeconds(seconds))
                .forEach(instants::add);
        instants.removeIf(instant -> instant.isBefore(world.now()) || !instant.isBefore(timeline.knownUntil()));
        return instants;
    }

    private static boolean answer(Timeline timeline, Instant instant) {
        var flips =
                timeline.flips().stream().filter(flip -> !flip.isAfter(instant)).count();
        return timeline.initially() ^ (flips % 2 == 1);
    }

    private record Answers(Set<UUID> sql, Map<UUID, Timeline> timelines) {}

    private Uni<Answers> ask(SqlConnection transaction, UUID audience, Set<UUID> ids, World world) {
        return contacts.lockKnown(transaction, ids).chain(loaded -> {
            var asked = loaded.values().stream()
                    .map(contact -> new Question(
                            contact, world.condition(), world.window().orElse(null), world.now()))
                    .toList();
            return questions.answer(transaction, asked).chain(timelines -> {
                var byContact = new LinkedHashMap<UUID, Timeline>();
                for (var i = 0; i < asked.size(); i++) {
                    byContact.put(asked.get(i).contact().contactId(), timelines.get(i));
                }
                return sql(transaction, audience, world.condition(), world).map(sql -> new Answers(sql, byContact));
            });
        });
    }

    private static Uni<Set<UUID>> sql(SqlConnection transaction, UUID audience, Condition condition, World world) {
        var parameters = new SqlParameters();
        var inAudience = parameters.add(audience, "uuid");
        var sql = new ConditionSql(parameters, world.window().orElse(null), world.now()).of(condition);
        return transaction
                .preparedQuery(
                        "select c.contact_id from contact c where c.audience_id = %s and %s".formatted(inAudience, sql))
                .execute(parameters.tuple())
                .map(rows -> {
                    var ids = new HashSet<UUID>();
                    rows.forEach(row -> ids.add(row.getUUID("contact_id")));
                    return ids;
                });
    }

    private Uni<Void> store(SqlConnection transaction, UUID audience, Map<UUID, Person> people) {
        var keys = people.keySet().stream()
                .map(id -> new ContactKey(id, ACCOUNT, audience))
                .toList();
        var changes = people.entrySet().stream()
                .map(entry -> changed(entry.getKey(), audience, entry.getValue()))
                .toList();
        var all = people.entrySet().stream()
                .flatMap(entry ->
                        entry.getValue().events().stream().map(event -> recorded(entry.getKey(), audience, event)))
                .toList();
        return contacts.lock(transaction, keys)
                .chain(() -> contacts.update(transaction, changes))
                .chain(() -> activities.add(transaction, all))
                .replaceWithVoid();
    }

    private static ActivityRecorded recorded(UUID contact, UUID audience, Oracle.Event event) {
        return new ActivityRecorded(
                UUID.randomUUID(),
                ACCOUNT,
                audience,
                contact,
                ActivityType.EVENT,
                event.name(),
                event.properties(),
                event.occurredAt(),
                event.occurredAt(),
                "api",
                false);
    }

    private static ContactChanged changed(UUID contact, UUID audience, Person person) {
        return new ContactChanged(
                UUID.randomUUID(),
                ACCOUNT,
                audience,
                contact,
                1,
                person.email(),
                "hash",
                EmailStatus.SUBSCRIBED,
                Map.copyOf(person.fields()),
                person.tags().stream()
                        .map(tag -> new ContactChanged.Tag(tag, "tag " + tag))
                        .toList(),
                "",
                false,
                "html",
                "API",
                LONG_AGO,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                Origin.API,
                false,
                LONG_AGO);
    }
}
