package io.sillage.segments.profile;

import io.sillage.contracts.condition.Operator;
import io.sillage.segments.evaluation.Texts;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Compares a column in the form of [Texts#normal] with the values of a condition, exactly as the evaluator does.
record TextSql(SqlParameters parameters) {

    /// A field or an address: never `null`, blank is the empty text.
    String ofField(String column, Operator operator, List<String> values) {
        return switch (operator) {
            case IS -> isOneOf(column, values);
            case NOT -> "not " + isOneOf(column, values);
            case CONTAINS -> any(values, value -> contains(column, value));
            case NOTCONTAIN -> "not " + any(values, value -> contains(column, value));
            case STARTS -> any(values, value -> "starts_with(%s, %s)".formatted(column, text(value)));
            case ENDS -> any(values, value -> ends(column, value));
            case GREATER -> any(values, value -> ordered(column, ">", value));
            case LESS -> any(values, value -> ordered(column, "<", value));
            case BETWEEN -> between(values, (sign, value) -> ordered(column, sign, value));
            case BLANK -> column + " = ''";
            case BLANK_NOT -> column + " <> ''";
        };
    }

    /// A property of an event: `null` if the event has none, and then only `blank` matches.
    String ofProperty(String column, Operator operator, List<String> values) {
        return switch (operator) {
            case GREATER -> any(values, value -> numbers(column, ">", value));
            case LESS -> any(values, value -> numbers(column, "<", value));
            case BETWEEN -> between(values, (sign, value) -> numbers(column, sign, value));
            case BLANK -> "coalesce(%s, '') = ''".formatted(column);
            case NOT, NOTCONTAIN -> "(%s is not null and %s)".formatted(column, ofField(column, operator, values));
            case IS, CONTAINS, STARTS, ENDS, BLANK_NOT -> ofField(column, operator, values);
        };
    }

    private interface Bound {
        String sql(String sign, String value);
    }

    private static String any(List<String> values, Function<String, String> test) {
        return values.isEmpty()
                ? "(false)"
                : values.stream().map(Texts::normal).map(test).collect(Collectors.joining(" or ", "(", ")"));
    }

    private static String between(List<String> values, Bound bound) {
        return values.size() != 2
                ? "(false)"
                : "(%s and %s)"
                        .formatted(
                                bound.sql(">=", Texts.normal(values.getFirst())),
                                bound.sql("<=", Texts.normal(values.getLast())));
    }

    private String isOneOf(String column, List<String> values) {
        var texts = values.stream().map(Texts::normal).toArray(String[]::new);
        return "(%s = any(%s))".formatted(column, parameters.add(texts, "text[]"));
    }

    private String contains(String column, String value) {
        return "strpos(%s, %s) > 0".formatted(column, text(value));
    }

    private String ends(String column, String value) {
        var text = text(value);
        return "right(%s, char_length(%s)) = %s".formatted(column, text, text);
    }

    private String ordered(String column, String sign, String value) {
        var alphabetical = "%s collate \"C\" %s %s".formatted(column, sign, text(value));
        var ordered = Texts.number(value).isEmpty()
                ? alphabetical
                : "case when %s ~ '%s' then %s::numeric %s %s else %s end"
                        .formatted(column, Texts.NUMBER, column, sign, number(value), alphabetical);
        return "(%s <> '' and %s)".formatted(column, ordered);
    }

    private String numbers(String column, String sign, String value) {
        return Texts.number(value).isEmpty()
                ? "(false)"
                : "case when %s ~ '%s' then %s::numeric %s %s else false end"
                        .formatted(column, Texts.NUMBER, column, sign, number(value));
    }

    private String text(String value) {
        return parameters.add(value, "text");
    }

    private String number(String value) {
        return parameters.add(value, "text") + "::numeric";
    }
}
