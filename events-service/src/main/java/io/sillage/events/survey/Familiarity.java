package io.sillage.events.survey;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How well somebody was known who answered a survey for the first time. The words are those of the Marketing API
/// (`respondent_familiarity_is`).
enum Familiarity {
    /// It was a contact.
    KNOWN,
    /// It gave an address that was no contact yet, and became one.
    NEW,
    /// It said nothing of itself.
    UNKNOWN;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Familiarity of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    static Set<String> words() {
        return Stream.of(values()).map(Familiarity::word).collect(Collectors.toSet());
    }
}
