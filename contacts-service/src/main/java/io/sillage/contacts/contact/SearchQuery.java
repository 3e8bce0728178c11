package io.sillage.contacts.contact;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What somebody looks for: words with which an address, a first name or a last name begins. All of them have to be
/// found.
///
/// @param words lower case, the longest first: it narrows most
record SearchQuery(List<String> words) {

    private static final int MOST_WORDS = 3;

    static SearchQuery parse(String text) {
        var words = Arrays.stream(text.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        return new SearchQuery(words);
    }

    /// The words as patterns of `like`.
    List<String> patterns() {
        return words.stream()
                .map(word -> word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
                .toList();
    }
}
