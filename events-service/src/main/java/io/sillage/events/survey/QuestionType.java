package io.sillage.events.survey;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How a question is answered. The words are those of the Marketing API (`GET /reporting/surveys/{id}/questions`).
public enum QuestionType {
    PICK_ONE("pickOne"),
    PICK_MANY("pickMany"),
    RANGE("range"),
    TEXT("text"),
    EMAIL("email");

    private final String word;

    QuestionType(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }

    @JsonCreator
    static QuestionType of(String word) {
        return Stream.of(values())
                .filter(type -> type.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no type of questions: " + word));
    }

    static Set<String> words() {
        return Arrays.stream(values()).map(QuestionType::word).collect(Collectors.toSet());
    }

    /// Whether people choose among options.
    boolean isChoice() {
        return this == PICK_ONE || this == PICK_MANY;
    }
}
