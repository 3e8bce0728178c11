package io.sillage.events.survey;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/// What a survey asks, and what it is called.
@RegisterForReflection
public record Questionnaire(String title, String description, List<Question> questions) {

    public Questionnaire {
        questions = List.copyOf(questions);
    }

    Optional<Question> question(String id) {
        return questions.stream().filter(question -> question.id().equals(id)).findFirst();
    }
}
