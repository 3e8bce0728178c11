package io.sillage.segments.evaluation;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import io.sillage.contracts.condition.Condition;
import io.sillage.contracts.condition.Condition.All;
import io.sillage.contracts.condition.Condition.Any;
import io.sillage.contracts.condition.Condition.Email;
import io.sillage.contracts.condition.Condition.EventHappened;
import io.sillage.contracts.condition.Condition.Field;
import io.sillage.contracts.condition.Condition.Not;
import io.sillage.contracts.condition.Condition.Tagged;
import io.sillage.contracts.condition.Count;
import io.sillage.contracts.condition.NameFilter;
import io.sillage.contracts.condition.Operator;
import io.sillage.contracts.condition.PropertyFilter;
import io.sillage.contracts.condition.Timeframe;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluatorTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private TestProfile contact = TestProfile.at(NOW);

    @Test
    void buyerOfTheLastThirtyDaysMatchesUntilTheWindowHasPassed() {
        contact.did("purchase", NOW.minus(ofDays(29)));

        assertThat(verdict(purchased(new Timeframe.Within(ofDays(30)), Count.AT_LEAST_ONE)))
                .isEqualTo(new Verdict(true, NOW.plus(ofDays(1))));
    }

    @Test
    void atTheEndOfTheWindowItIsOver() {
        contact.did("purchase", NOW.minus(ofDays(30)));

        assertThat(verdict(purchased(new Timeframe.Within(ofDays(30)), Count.AT_LEAST_ONE)))
                .isEqualTo(never(false));
    }

    @Test
    void whatHappenedLongAgoComesToCount() {
        contact.did("purchase", NOW.minus(ofDays(1)));

        assertThat(verdict(purchased(new Timeframe.NotWithin(ofDays(3)), Count.AT_LEAST_ONE)))
                .isEqualTo(new Verdict(false, NOW.plus(ofDays(2))));
    }

    @Test
    void theNewestTwoOfManyDecideWhenTwoAreNoLongerEnough() {
        for (var hours = 1; hours <= 10; hours++) {
            contact.did("purchase", NOW.minus(ofHours(hours)));
        }

        assertThat(verdict(purchased(new Timeframe.Within(ofDays(1)), new Count(Count.Comparison.GREATER, 1))))
                .isEqualTo(new Verdict(true, NOW.plus(ofHours(22))));
    }

    @Test
    void exactlyOneIsNeitherNoneNorTwo() {
        var exactlyOne = purchased(new Timeframe.Within(ofDays(1)), new Count(Count.Comparison.IS, 1));
        contact.did("purchase", NOW.minus(ofHours(3))).did("purchase", NOW.minus(ofHours(5)));

        assertThat(verdict(exactlyOne)).isEqualTo(new Verdict(false, NOW.plus(ofHours(19))));
        assertThat(Evaluator.timeline(exactlyOne, contact, NOW).flips())
                .containsExactly(NOW.plus(ofHours(19)), NOW.plus(ofHours(21)));
    }

    @Test
    void whoDidNothingDidNotDoIt() {
        var condition = purchased(Timeframe.EVER, new Count(Count.Comparison.IS, 0));

        assertThat(verdict(condition)).isEqualTo(never(true));
        assertThat(verdict(new Not(purchased(Timeframe.EVER, Count.AT_LEAST_ONE))))
                .isEqualTo(never(true));
    }

    @Test
    void lessThanNothingIsImpossible() {
        assertThat(verdict(purchased(Timeframe.EVER, new Count(Count.Comparison.LESS, 0))))
                .isEqualTo(never(false));
    }

    @Test
    void futureOccurrencesStartToCountAtTheirInstant() {
        contact.did("purchase", NOW.plus(ofHours(1)));

        assertThat(verdict(purchased(Timeframe.EVER, Count.AT_LEAST_ONE)))
                .isEqualTo(new Verdict(false, NOW.plus(ofHours(1))));
        assertThat(verdict(purchased(new Timeframe.Within(ofHours(2)), Count.AT_LEAST_ONE)))
                .isEqualTo(new Verdict(false, NOW.plus(ofHours(1))));
    }

    @ParameterizedTest(name = "{0} and the last {1} days")
    @CsvSource({
        "2026-02-27T23:59:59.999999Z, 1, false, ",
        "2026-02-28T00:00:00Z, 1, true, 2026-03-02T00:00:00Z",
        "2026-03-01T11:00:00Z, 0, true, 2026-03-02T00:00:00Z"
    })
    void lastDaysBeginAtMidnight(Instant occurredAt, int days, boolean holds, Instant changesAt) {
        contact.did("purchase", occurredAt);

        assertThat(verdict(purchased(new Timeframe.LastDays(days), Count.AT_LEAST_ONE)))
                .isEqualTo(new Verdict(holds, changesAt == null ? Verdict.NEVER : changesAt));
    }

    @ParameterizedTest(name = "{0} counts until {1}")
    @CsvSource({
        "2026-01-31T10:00:00Z, false, ",
        "2026-02-01T00:00:00Z, true, 2026-03-02T00:00:00Z",
        "2026-02-28T10:00:00Z, true, 2026-04-01T00:00:00Z"
    })
    void lastMonthsEndWithTheSameDay(Instant occurredAt, boolean holds, Instant changesAt) {
        contact.did("purchase", occurredAt);

        assertThat(verdict(purchased(new Timeframe.LastMonths(1), Count.AT_LEAST_ONE)))
                .isEqualTo(new Verdict(holds, changesAt == null ? Verdict.NEVER : changesAt));
    }

    @Test
    void absoluteRangesNeverChange() {
        contact.did("purchase", NOW.minus(ofDays(3)));
        var range = new Timeframe.Between(NOW.minus(ofDays(3)), NOW.minus(ofDays(2)));
        var outside = new Timeframe.Outside(NOW.minus(ofDays(3)), NOW.minus(ofDays(2)));

        assertThat(verdict(purchased(range, Count.AT_LEAST_ONE))).isEqualTo(never(true));
        assertThat(verdict(purchased(outside, Count.AT_LEAST_ONE))).isEqualTo(never(false));
    }

    @Test
    void thePlanLimitsHowFarConditionsSee() {
        contact.did("purchase", Instant.parse("2025-12-01T12:00:00.000001Z")).onAPlanThatSees(Period.ofMonths(3));

        assertThat(verdict(purchased(Timeframe.EVER, Count.AT_LEAST_ONE)))
                .isEqualTo(new Verdict(true, Instant.parse("2026-03-01T12:00:00.000001Z")));
        assertThat(verdict(purchased(new Timeframe.Within(ofDays(1_000)), Count.AT_LEAST_ONE)))
                .isEqualTo(new Verdict(true, Instant.parse("2026-03-01T12:00:00.000001Z")));
        assertThat(verdict(purchased(new Timeframe.NotWithin(ofDays(200)), Count.AT_LEAST_ONE)))
                .isEqualTo(never(false));
    }

    @Test
    void anEventOlderThanThePlanSeesDidNotHappen() {
        contact.did("purchase", NOW.minus(ofDays(30))).onAPlanThatSees(Period.ofDays(30));

        assertThat(verdict(purchased(Timeframe.EVER, Count.AT_LEAST_ONE))).isEqualTo(never(false));
    }

    @Test
    void allThatIsFalseChangesWhenTheLastOfThemComesTrue() {
        contact.did("purchase", NOW.minus(ofDays(1))).did("visit", NOW.minus(ofDays(2)));
        var condition = new All(List.of(
                new Not(happened("purchase", new Timeframe.Within(ofDays(5)))),
                new Not(happened("visit", new Timeframe.Within(ofDays(3))))));

        assertThat(verdict(condition)).isEqualTo(new Verdict(false, NOW.plus(ofDays(4))));
    }

    @Test
    void allThatCanNeverBeTrueTogetherNeverChanges() {
        contact.did("purchase", NOW.minus(ofDays(1)));
        var condition = new All(List.of(
                happened("purchase", new Timeframe.Within(ofDays(5))),
                happened("purchase", new Timeframe.NotWithin(ofDays(5)))));

        assertThat(verdict(condition)).isEqualTo(never(false));
    }

    @Test
    void anyThatIsTrueChangesWhenTheLastOfThemTurnsFalse() {
        contact.did("purchase", NOW.minus(ofDays(1))).did("visit", NOW.minus(ofDays(2)));
        var condition = new Any(List.of(
                happened("purchase", new Timeframe.Within(ofDays(5))),
                happened("visit", new Timeframe.Within(ofDays(3)))));

        assertThat(verdict(condition)).isEqualTo(new Verdict(true, NOW.plus(ofDays(4))));
    }

    @Test
    void oneEventMustPassAllFilters() {
        contact.did("signup", NOW, Map.of("plan", "pro", "country", "de"))
                .did("signup", NOW, Map.of("plan", "free", "country", "fr"));

        assertThat(verdict(signedUp(is("plan", "pro"), is("country", "fr"))).holds())
                .isFalse();
        assertThat(verdict(signedUp(is("plan", "PRO "), is("country", "DE"))).holds())
                .isTrue();
    }

    @ParameterizedTest(name = "Élodie {0} {1}: {2}")
    @CsvSource({
        "IS, ' élodie ', true", "IS, elodie, false", "NOT, elodie, true", "CONTAINS, LOD, true", "STARTS, Él, true",
        "ENDS, DIE, true", "NOTCONTAIN, x, true", "GREATER, zoe, true", "LESS, zoe, false", "BLANK, '', false",
        "BLANK_NOT, '', true"
    })
    void textsCompareTrimmedWithoutCaseAndWithAccents(Operator operator, String value, boolean expected) {
        contact.with("FNAME", " Élodie\n");

        assertThat(verdict(new Field("FNAME", operator, List.of(value))).holds())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "42 {0} {1}: {2}")
    @CsvSource({"GREATER, 5, true", "LESS, 100, true", "GREATER, 42.0, false", "GREATER, 4x, false", "LESS, 5x, true"})
    void numbersCompareBySizeAndEverythingElseAlphabetically(Operator operator, String value, boolean expected) {
        contact.with("AGE", "42");

        assertThat(verdict(new Field("AGE", operator, List.of(value))).holds()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(names = {"IS", "CONTAINS", "STARTS", "ENDS", "GREATER", "LESS", "BETWEEN", "BLANK_NOT"})
    void aBlankFieldMatchesOnlyWhatAsksForItsAbsence(Operator operator) {
        assertThat(verdict(new Field("FNAME", operator, List.of("a", "b"))).holds())
                .isFalse();
    }

    @Test
    void severalValuesMeanOneOfThemOrNoneOfThem() {
        contact.withEmail("Ada@Example.org");

        assertThat(verdict(new Email(Operator.ENDS, List.of("@example.com", "@example.org")))
                        .holds())
                .isTrue();
        assertThat(verdict(new Email(Operator.NOT, List.of("a@example.org", "ada@example.org")))
                        .holds())
                .isFalse();
    }

    @Test
    void tagsAreCarriedOrNot() {
        contact.tagged(7);

        assertThat(verdict(new Tagged(7))).isEqualTo(never(true));
        assertThat(verdict(new Not(new Tagged(8)))).isEqualTo(never(true));
    }

    @Test
    void emptyGroupsAnswerAsLogicSays() {
        assertThat(verdict(Condition.ALWAYS)).isEqualTo(never(true));
        assertThat(verdict(new Any(List.of()))).isEqualTo(never(false));
    }

    @Test
    void windowsWithoutMeaningDoNotThrow() {
        contact.did("purchase", NOW);

        assertThat(verdict(purchased(new Timeframe.Within(Duration.ofSeconds(Long.MAX_VALUE)), Count.AT_LEAST_ONE)))
                .isEqualTo(never(true));
        assertThat(verdict(purchased(new Timeframe.NotWithin(Duration.ofSeconds(Long.MAX_VALUE)), Count.AT_LEAST_ONE)))
                .isEqualTo(never(false));
        assertThat(verdict(purchased(new Timeframe.LastMonths(Integer.MAX_VALUE), Count.AT_LEAST_ONE)))
                .isEqualTo(never(true));
    }

    private Verdict verdict(Condition condition) {
        return Evaluator.evaluate(condition, contact, NOW);
    }

    private static Verdict never(boolean holds) {
        return new Verdict(holds, Verdict.NEVER);
    }

    private static EventHappened happened(String name, Timeframe timeframe) {
        return new EventHappened(new NameFilter.Is(name), timeframe, List.of(), Count.AT_LEAST_ONE);
    }

    private static EventHappened purchased(Timeframe timeframe, Count count) {
        return new EventHappened(new NameFilter.Is("purchase"), timeframe, List.of(), count);
    }

    private static EventHappened signedUp(PropertyFilter... filters) {
        return new EventHappened(new NameFilter.Is("signup"), Timeframe.EVER, List.of(filters), Count.AT_LEAST_ONE);
    }

    private static PropertyFilter is(String property, String value) {
        return new PropertyFilter(property, Operator.IS, List.of(value));
    }
}
