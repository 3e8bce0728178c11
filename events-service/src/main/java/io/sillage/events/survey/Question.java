package io.sillage.events.survey;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// One thing that a survey asks.
///
/// @param id the same as long as it is the same question
/// @param options to choose among; of a range every number of it
/// @param hasOther whether something that is no option can be written instead
/// @param rangeLow the lowest number of a range
/// @param rangeHigh the highest number of a range
/// @param subscribeCheckboxEnabled whether whoever gives an address can subscribe with it
@RegisterForReflection
@JsonNaming(SnakeCaseStrategy.class)
public record Question(
        String id,
        QuestionType type,
        String query,
        @JsonProperty("is_required") boolean required,
        List<Option> options,
        boolean hasOther,
        String otherLabel,
        int rangeLow,
        int rangeHigh,
        String rangeLowLabel,
        String rangeHighLabel,
        String placeholderLabel,
        boolean subscribeCheckboxEnabled,
        String subscribeCheckboxLabel) {

    /// The id of the option that is no option.
    static final String OTHER = "other";

    @RegisterForReflection
    public record Option(String id, String label) {}

    public Question {
        options = List.copyOf(options);
    }

    static List<Option> ofRange(int low, int high) {
        return IntStream.rangeClosed(low, high)
                .mapToObj(number -> new Option(Integer.toString(number), Integer.toString(number)))
                .toList();
    }

    Optional<Option> option(String optionId) {
        return options.stream().filter(option -> option.id().equals(optionId)).findFirst();
    }
}
