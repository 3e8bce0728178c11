package io.sillage.platform.http;

import org.jspecify.annotations.Nullable;

/// Which part of a collection is asked for. `count` is 10 unless told, 1,000 at most; `offset` is 0 unless told.
public record Page(int count, int offset) {

    private static final int DEFAULT_COUNT = 10;
    private static final int MAXIMUM_COUNT = 1_000;

    /// Reads the query parameters `count` and `offset`. More than the maximum is answered with the maximum.
    public static Page of(@Nullable String count, @Nullable String offset) {
        return new Page(Math.min(number("count", count, DEFAULT_COUNT), MAXIMUM_COUNT), number("offset", offset, 0));
    }

    private static int number(String field, @Nullable String text, int otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            var number = Integer.parseInt(text.strip());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below, like a negative number
        }
        throw Problem.invalid(field, "This value should be a number from 0 to %d.".formatted(Integer.MAX_VALUE));
    }
}
