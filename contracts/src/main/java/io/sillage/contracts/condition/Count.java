package io.sillage.contracts.condition;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How many occurrences are asked for. `IS 0` asks for none.
public record Count(Comparison comparison, int number) {

    /// It happened, however often.
    public static final Count AT_LEAST_ONE = new Count(Comparison.GREATER, 0);

    public Count {
        requireNonNull(comparison, "comparison");
        if (number < 0) {
            throw new IllegalArgumentException("a count cannot be negative, got " + number);
        }
    }

    public boolean accepts(int occurrences) {
        return switch (comparison) {
            case IS -> occurrences == number;
            case GREATER -> occurrences > number;
            case LESS -> occurrences < number;
        };
    }

    public enum Comparison {
        IS,
        GREATER,
        LESS;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
