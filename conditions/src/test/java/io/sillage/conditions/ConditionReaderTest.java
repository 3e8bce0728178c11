package io.sillage.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillage.contracts.AudienceChanged;
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
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Problem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionReaderTest {

    private static final AudienceFields FIELDS = new AudienceFields(List.of(
            new AudienceChanged.Field(1, "FNAME", "First name", "text", false, ""),
            new AudienceChanged.Field(6, "CITY", "City", "text", false, "")));

    @Test
    void regularConditionsAreRead() {
        assertThat(read("""
                {"match": "any", "conditions": [
                  {"condition_type": "TextMerge", "field": "FNAME", "op": "is", "value": "Ada"},
                  {"condition_type": "EmailAddress", "field": "EMAIL", "op": "ends", "value": "@example.org"},
                  {"condition_type": "StaticSegment", "field": "static_segment", "op": "static_not", "value": "42"}]}"""))
                .isEqualTo(new Any(List.of(
                        new Field("FNAME", Operator.IS, List.of("Ada")),
                        new Email(Operator.ENDS, List.of("@example.org")),
                        new Not(new Tagged(42)))));
    }

    @Test
    void typesAreInferredFromFields() {
        assertThat(read("""
                {"match": "all", "conditions": [
                  {"field": "merge0", "op": "is", "value": ["a@example.org", "b@example.org"]},
                  {"field": "merge6", "op": "blank"},
                  {"field": "city", "op": "greater", "value": 7},
                  {"field": "static_segment", "op": "static_is", "value": 7}]}"""))
                .isEqualTo(new All(List.of(
                        new Email(Operator.IS, List.of("a@example.org", "b@example.org")),
                        new Field("CITY", Operator.BLANK, List.of()),
                        new Field("CITY", Operator.GREATER, List.of("7")),
                        new Tagged(7))));
    }

    @Test
    void allFiltersOfAnEventAskAboutTheSameOccurrence() {
        assertThat(read("""
                {"match": "all", "conditions": [
                  {"match": "any", "conditions": [
                    {"field": "contact_event", "op": "not", "filters": [
                      {"field": "contact_event_name", "op": "is", "value": "signed_up"},
                      {"field": "contact_event_timeframe", "op": "within", "value": "P7D"},
                      {"field": "contact_event_property", "op": "is", "value": "page", "extra": "pricing"},
                      {"field": "contact_event_property", "op": "between", "value": "age", "extra": [18, "30"]},
                      {"field": "contact_event_count", "op": "greater", "value": 2}]}]}]}"""))
                .isEqualTo(new All(List.of(new Any(List.of(new Not(new EventHappened(
                        new NameFilter.Is("signed_up"),
                        new Timeframe.Within(Duration.ofDays(7)),
                        List.of(
                                new PropertyFilter("page", Operator.IS, List.of("pricing")),
                                new PropertyFilter("age", Operator.BETWEEN, List.of("18", "30"))),
                        new Count(Count.Comparison.GREATER, 2))))))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            is          | "2026-01-31"                  | 2026-01-31T00:00:00Z | 2026-02-01T00:00:00Z
            is          | "2026-01-31T23:30:00-01:00"   | 2026-02-01T00:00:00Z | 2026-02-02T00:00:00Z
            greater     | "2026-01-31"                  | 2026-02-01T00:00:00Z |
            less        | "2026-01-31"                  |                      | 2026-01-31T00:00:00Z
            between     | ["2026-01-30", "2026-01-31"]  | 2026-01-30T00:00:00Z | 2026-02-01T00:00:00Z""")
    void datesAreWholeDaysInUtc(String op, String value, Instant from, Instant until) {
        assertThat(timeframe(op, value)).isEqualTo(new Timeframe.Between(from, until));
    }

    @Test
    void otherTimeframesAreRead() {
        assertThat(timeframe("any", "null")).isEqualTo(Timeframe.EVER);
        assertThat(timeframe("not", "\"2026-01-31\""))
                .isEqualTo(new Timeframe.Outside(
                        Instant.parse("2026-01-31T00:00:00Z"), Instant.parse("2026-02-01T00:00:00Z")));
        assertThat(timeframe("date_within", "30")).isEqualTo(new Timeframe.LastDays(30));
        assertThat(timeframe("date_within", "\"30\"")).isEqualTo(new Timeframe.LastDays(30));
        assertThat(timeframe("date_within", "\"7days\"")).isEqualTo(new Timeframe.LastDays(7));
        assertThat(timeframe("date_within", "\"last18month\"")).isEqualTo(new Timeframe.LastMonths(18));
        assertThat(timeframe("not_within", "\"PT90M\"")).isEqualTo(new Timeframe.NotWithin(Duration.ofMinutes(90)));
    }

    @Test
    void anyPropertyAsksForItsPresence() {
        var event = filter("{\"field\": \"contact_event_property\", \"op\": \"any\", \"value\": \"plan\"}");

        assertThat(event.properties()).containsExactly(new PropertyFilter("plan", Operator.CONTAINS, List.of("")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"field": "SHOE", "op": "is", "value": "x"}           | 0.field          | contact_event, CITY, FNAME
            {"field": "FNAME", "op": "like", "value": "x"}        | 0.op             | starts
            {"field": "FNAME", "op": "is"}                        | 0.value          | required
            {"field": "FNAME", "op": "is", "value": {}}           | 0.value          | string
            {"field": "FNAME", "op": "less", "value": ["a","b"]}  | 0.value          | one value
            {"field": "static_segment", "op": "is", "value": 1}   | 0.op             | static_is, static_not
            {"field": "static_segment", "op": "static_is", "value": "x"} | 0.value   | whole number
            {"condition_type": "Aim", "field": "aim", "op": "open"} | 0.condition_type | EmailAddress
            {"condition_type": "StaticSegment", "field": "FNAME", "op": "is", "value": "x"} | 0.condition_type | TextMerge
            {"op": "is"}                                          | 0.field          | required
            7                                                     | 0                | object
            {"match": "none", "conditions": []}                   | 0.match          | all, any""")
    void badConditionsAreRefusedWhereTheyStand(String condition, String field, String message) {
        assertRefused(condition, "conditions." + field, message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"field": "contact_event_nam", "op": "is"}                                  | field | contact_event_name
            {"field": "contact_event_name", "op": "ends", "value": "x"}                 | op    | notcontain
            {"field": "contact_event_name", "op": "is", "value": 7}                     | value | string
            {"field": "contact_event_timeframe", "op": "is", "value": "yesterday"}      | value | date
            {"field": "contact_event_timeframe", "op": "within", "value": "P1M"}        | value | duration
            {"field": "contact_event_timeframe", "op": "within", "value": "-PT1S"}      | value | longer than nothing
            {"field": "contact_event_timeframe", "op": "between", "value": ["2026-01-01"]} | value | two dates
            {"field": "contact_event_timeframe", "op": "between", "value": ["2026-01-02", "2026-01-01"]} | value | after
            {"field": "contact_event_timeframe", "op": "date_within", "value": "2years"} | value | whole number
            {"field": "contact_event_property", "op": "is", "value": "plan"}            | extra | required
            {"field": "contact_event_property", "op": "greater", "value": "age", "extra": "old"} | extra | number
            {"field": "contact_event_count", "op": "is", "value": 1001}                 | value | 0 to 1000""")
    void badFiltersAreRefusedWhereTheyStand(String filter, String field, String message) {
        assertRefused(
                "{\"field\": \"contact_event\", \"op\": \"is\", \"filters\": [%s]}".formatted(filter),
                "conditions.0.filters.0." + field,
                message);
    }

    @Test
    void aFilterMayStandOnce() {
        var name = "{\"field\": \"contact_event_name\", \"op\": \"is\", \"value\": \"a\"}";

        assertRefused(
                "{\"field\": \"contact_event\", \"op\": \"is\", \"filters\": [%s, %s]}".formatted(name, name),
                "conditions.0.filters.1.field",
                "once");
    }

    @Test
    void groupsMayBeNestedFiveDeep() {
        var leaf = "{\"field\": \"FNAME\", \"op\": \"blank\"}";

        assertThat(read(nested(5, leaf))).isInstanceOf(All.class);
        assertThatThrownBy(() -> read(nested(6, leaf)))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.errors())
                        .singleElement()
                        .satisfies(error -> assertThat(error.message()).contains("5 deep")));
    }

    @Test
    void aHundredConditionsAreEnough() {
        var filter = "{\"field\": \"contact_event_property\", \"op\": \"blank\", \"value\": \"x\"}";
        var event = "{\"field\": \"contact_event\", \"op\": \"is\", \"filters\": [%s]}"
                .formatted(String.join(",", java.util.Collections.nCopies(50, filter)));

        assertRefused(event + "," + event, "conditions", "there are 102");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"conditions": [{"field": "SHOE"}]}                                    | true
            {"conditions": [{"conditions": [{"field": "merge7"}]}]}                | true
            {"conditions": [{"field": "fname"}, {"field": "merge6"}, {"field": 7}]} | false
            {"conditions": [{"field": "contact_event", "filters": [{"field": "contact_event_name"}]}]} | false
            {"conditions": {}}                                                     | false""")
    void fieldsThatAreNotThereYetAreNoticed(String conditions, boolean expected) throws IOException {
        assertThat(FIELDS.lackFieldOf(new ObjectMapper().readTree(conditions))).isEqualTo(expected);
    }

    private static String nested(int depth, String leaf) {
        var inner = depth == 1 ? leaf : nested(depth - 1, leaf);
        return "{\"match\": \"all\", \"conditions\": [%s]}".formatted(inner);
    }

    private static void assertRefused(String conditions, String field, String message) {
        assertThatThrownBy(() -> read("{\"match\": \"all\", \"conditions\": [%s]}".formatted(conditions)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.errors()).anySatisfy(error -> {
                            assertThat(error.field()).isEqualTo(field);
                            assertThat(error.message()).contains(message);
                        }));
    }

    private static Timeframe timeframe(String op, String value) {
        return filter("{\"field\": \"contact_event_timeframe\", \"op\": \"%s\", \"value\": %s}".formatted(op, value))
                .timeframe();
    }

    private static EventHappened filter(String filter) {
        var condition = read("""
                {"match": "all", "conditions": [{"field": "contact_event", "op": "is", "filters": [%s]}]}""".formatted(filter));
        return (EventHappened) ((All) condition).conditions().getFirst();
    }

    private static Condition read(String group) {
        try {
            var body = JsonBody.of(new ObjectMapper().readTree(group));
            var condition = ConditionReader.read(body, FIELDS);
            body.verify();
            return condition;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
