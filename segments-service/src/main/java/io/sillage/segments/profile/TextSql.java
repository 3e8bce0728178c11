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
            case CONTAINS -> any(column, values, value -> contains(column, value));
            case NOTCONTAIN -> "not " + any(column, values, value -> contains(column, value));
            case STARTS -> any(column, values, value -> "starts_with(%s, %s)".formatted(column, text(value)));
            case ENDS -> any(column, values, value -> ends(column, value));
            case GREATER -> any(column, values, value -> ordered(column, ">", value));
            case LESS -> any(column, values, value -> ordered(column, "<", value));
            case BETWEEN -> between(column, values, (sign, value) -> ordered(column, sign, value));
            case BLANK -> column + " = ''";
            case BLANK_NOT -> column + " <> ''";
        };
    }

    /// A property of an event: `null` if the event has none, and then only `blank` matches.
    String ofProperty(String column, Operator operator, List<String> values) {
        return switch (operator) {
            case GREATER -> any(column, values, value -> numbers(column, ">", value));
            case LESS -> any(column, values, value -> numbers(column, "<", value));
            case BETWEEN -> between(column, values, (sign, value) -> numbers(column, sign, value));
            case BLANK -> "coalesce(%s, '') = ''".formatted(column);
            case NOT, NOTCONTAIN -> "(%s is not null and %s)".formatted(column, ofField(column, operator, values));
            case IS, CONTAINS, STARTS, ENDS, BLANK_NOT -> ofField(column, operator, values);
        };
    }

    private interface Bound {
        String sql(String sign, String value);
    }

    private static String any(String column, List<String> values, Function<String, String> test) {
        return values.isEmpty()
                ? never(column)
                : values.stream().map(Texts::normal).map(test).collect(Collectors.joining(" or ", "(", ")"));
    }

    private static String between(String column, List<String> values, Bound bound) {
        return values.size() != 2
                ? never(column)
                : "(%s and %s)"
                        .formatted(
                                bound.sql(">=", Texts.normal(values.getFirst())),
                                bound.sql("<=", Texts.normal(values.getLast())));
    }

    /// False, and names the column, because every parameter in it has to stand in the statement.
    private static String never(String column) {
        return "(%s is null and false)".formatted(column);
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
                ? never(column)
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
