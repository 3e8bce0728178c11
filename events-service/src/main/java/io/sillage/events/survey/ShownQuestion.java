package io.sillage.events.survey;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A question on the page, and what was answered to it before something had to be corrected.
///
/// @param input the name of its input, and of further ones
/// @param kind of the input: `radio`, `checkbox`, `textarea` or `email`
/// @param inline whether choices stand in one line
/// @param hint what the ends of a range mean; may be empty
/// @param error what is to be corrected; may be empty
@RegisterForReflection
public record ShownQuestion(
        String input,
        String query,
        boolean required,
        String kind,
        List<Choice> choices,
        boolean inline,
        boolean hasOther,
        String otherText,
        String text,
        String placeholder,
        String hint,
        boolean offersSubscription,
        String subscriptionLabel,
        boolean subscribes,
        String error) {

    /// @param id of its input
    @RegisterForReflection
    public record Choice(String id, String value, String label, boolean chosen) {}

    static ShownQuestion of(Question question, MultivaluedMap<String, String> form, String error) {
        var input = AnswerSheet.input(question);
        var chosen = form.getOrDefault(input, List.of());
        return new ShownQuestion(
                input,
                question.query(),
                question.required(),
                kind(question.type()),
                choices(question, input, chosen),
                question.type() == QuestionType.RANGE,
                question.hasOther(),
                first(form, AnswerSheet.otherInput(question)),
                first(form, input),
                question.placeholderLabel(),
                hint(question),
                question.subscribeCheckboxEnabled(),
                question.subscribeCheckboxLabel(),
                form.containsKey(AnswerSheet.subscribeInput(question)),
                error);
    }

    private static String kind(QuestionType type) {
        return switch (type) {
            case PICK_ONE, RANGE -> "radio";
            case PICK_MANY -> "checkbox";
            case TEXT -> "textarea";
            case EMAIL -> "email";
        };
    }

    private static List<Choice> choices(Question question, String input, List<String> chosen) {
        var options = Stream.concat(
                        question.options().stream(),
                        question.hasOther()
                                ? Stream.of(new Question.Option(Question.OTHER, question.otherLabel()))
                                : Stream.empty())
                .toList();
        return IntStream.range(0, options.size())
                .mapToObj(i -> new Choice(
                        input + "." + i,
                        options.get(i).id(),
                        options.get(i).label(),
                        chosen.contains(options.get(i).id())))
                .toList();
    }

    private static String hint(Question question) {
        if (question.type() != QuestionType.RANGE) {
            return "";
        }
        return Stream.of(
                        end(question.rangeLow(), question.rangeLowLabel()),
                        end(question.rangeHigh(), question.rangeHighLabel()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String end(int number, String label) {
        return label.isBlank() ? "" : "%d: %s".formatted(number, label);
    }

    private static String first(MultivaluedMap<String, String> form, String name) {
        return Optional.ofNullable(form.getFirst(name)).orElse("");
    }
}
