package io.sillage.segments.profile;

import io.sillage.contracts.condition.Condition;
import io.sillage.contracts.condition.Count;
import io.sillage.contracts.condition.NameFilter;
import io.sillage.contracts.condition.Operator;
import io.sillage.contracts.condition.PropertyFilter;
import io.sillage.contracts.condition.Timeframe;
import io.sillage.segments.profile.Oracle.Event;
import io.sillage.segments.profile.Oracle.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Random contacts, conditions and instants, drawn from so little that they often meet, boundaries above all.
final class Worlds {

    record World(List<Person> people, Condition condition, Optional<Period> window, Instant now, long randomness) {}

    private static final Instant EPOCH = Instant.parse("2026-01-28T00:00:00Z");

    private Worlds() {}

    static Arbitrary<World> worlds() {
        return Combinators.combine(
                        people().list().ofSize(4),
                        conditions(3),
                        Arbitraries.of(
                                Optional.<Period>empty(),
                                Optional.of(Period.ofDays(3)),
                                Optional.of(Period.ofDays(30)),
                                Optional.of(Period.ofMonths(1)),
                                Optional.of(Period.ofMonths(3))),
                        instants(),
                        Arbitraries.longs())
                .as(World::new);
    }

    /// From late January to the end of April: short months, clamped days, and a microsecond around every boundary.
    private static Arbitrary<Instant> instants() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 95),
                        Arbitraries.of(0, 0, 6, 12, 23),
                        Arbitraries.of(-1, 0, 0, 0, 1))
                .as((day, hour, micro) -> EPOCH.plus(day, ChronoUnit.DAYS)
                        .plus(hour, ChronoUnit.HOURS)
                        .plus(micro, ChronoUnit.MICROS));
    }

    private static Arbitrary<Person> people() {
        return Combinators.combine(
                        Arbitraries.of("Ada@Example.org", "bob@example.com", "élise@exämple.org"),
                        Arbitraries.maps(Arbitraries.of("FNAME", "CITY", "AGE"), values())
                                .ofMaxSize(3),
                        Arbitraries.of(2L, 4L, 7L).set().ofMaxSize(2),
                        events().list().ofMaxSize(9))
                .as(Person::new);
    }

    private static Arbitrary<Event> events() {
        return Combinators.combine(
                        names(),
                        instants(),
                        Arbitraries.maps(Arbitraries.of("plan", "size"), values())
                                .ofMaxSize(2))
                .as(Event::new);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of("signed_up", "purchase", "Purchase", "visit");
    }

    private static Arbitrary<String> values() {
        return Arbitraries.of(
                "", " ", "a", " A", "Ä", "ab", "Élodie", "7", "42", "42.0", "-3", "1e3", "4x", "𝕏y", "\ue000");
    }

    static Arbitrary<Condition> conditions(int depth) {
        var leaf = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, happened()),
                net.jqwik.api.Tuple.of(1, email()),
                net.jqwik.api.Tuple.of(2, field()),
                net.jqwik.api.Tuple.of(1, Arbitraries.of(2L, 4L, 7L).map(Condition.Tagged::new)));
        return depth == 0
                ? leaf
                : Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(3, leaf),
                        net.jqwik.api.Tuple.of(
                                2, conditions(depth - 1).list().ofMaxSize(3).map(Condition.All::new)),
                        net.jqwik.api.Tuple.of(
                                2, conditions(depth - 1).list().ofMaxSize(3).map(Condition.Any::new)),
                        net.jqwik.api.Tuple.of(1, conditions(depth - 1).map(Condition.Not::new)));
    }

    private static Arbitrary<Condition> email() {
        return Combinators.combine(
                        operators(),
                        Arbitraries.of("@EXAMPLE.org", "ada", "m", "x")
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(2))
                .as(Condition.Email::new);
    }

    private static Arbitrary<Condition> field() {
        return Combinators.combine(
                        Arbitraries.of("FNAME", "CITY", "AGE"),
                        operators(),
                        values().list().ofMinSize(1).ofMaxSize(2))
                .as(Condition.Field::new);
    }

    private static Arbitrary<Operator> operators() {
        return Arbitraries.of(Operator.class);
    }

    private static Arbitrary<Condition> happened() {
        return Combinators.combine(
                        nameFilters(), timeframes(), propertyFilters().list().ofMaxSize(1), counts())
                .as(Condition.EventHappened::new);
    }

    private static Arbitrary<NameFilter> nameFilters() {
        return Arbitraries.oneOf(
                Arbitraries.just(NameFilter.ANY),
                names().map(NameFilter.Is::new),
                names().map(NameFilter.Not::new),
                Arbitraries.of("PURCH", "i", "_").map(NameFilter.Contains::new),
                Arbitraries.of("PURCH", "i", "_").map(NameFilter.NotContains::new));
    }

    private static Arbitrary<PropertyFilter> propertyFilters() {
        return Combinators.combine(
                        Arbitraries.of("plan", "size"),
                        operators(),
                        values().list().ofMinSize(1).ofMaxSize(2))
                .as(PropertyFilter::new);
    }

    private static Arbitrary<Count> counts() {
        return Arbitraries.oneOf(
                Arbitraries.just(Count.AT_LEAST_ONE),
                Combinators.combine(
                                Arbitraries.of(Count.Comparison.class),
                                Arbitraries.integers().between(0, 4))
                        .as(Count::new));
    }

    private static Arbitrary<Timeframe> timeframes() {
        var durations = Arbitraries.of(
                Duration.ofHours(6), Duration.ofHours(12), Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(30));
        return Arbitraries.oneOf(
                Arbitraries.just(Timeframe.EVER),
                Combinators.combine(instants().injectNull(0.3), instants().injectNull(0.3))
                        .as(Timeframe.Between::new),
                Combinators.combine(instants(), instants()).as(Timeframe.Outside::new),
                Arbitraries.integers().between(0, 40).map(Timeframe.LastDays::new),
                Arbitraries.integers().between(1, 3).map(Timeframe.LastMonths::new),
                durations.map(Timeframe.Within::new),
                durations.map(Timeframe.NotWithin::new));
    }
}
