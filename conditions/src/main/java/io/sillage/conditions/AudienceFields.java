package io.sillage.conditions;

import com.fasterxml.jackson.databind.JsonNode;
import io.sillage.contracts.AudienceChanged;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The fields of an audience, found by the names that conditions use: the tag in any case, or `merge<N>`.
public record AudienceFields(List<AudienceChanged.Field> fields) {

    private static final String BY_NUMBER = "merge";
    private static final Set<String> BUILT_IN = Set.of("email", "merge0", "static_segment", "contact_event");

    public AudienceFields {
        fields = List.copyOf(fields);
    }

    /// The tag of the field that goes by this name.
    Optional<String> tagOf(String name) {
        var wanted = name.strip().toUpperCase(Locale.ROOT);
        return fields.stream()
                .filter(field -> field.tag().equals(wanted)
                        || wanted.equals((BY_NUMBER + field.fieldId()).toUpperCase(Locale.ROOT)))
                .map(AudienceChanged.Field::tag)
                .findFirst();
    }

    /// Whether these conditions, as somebody sent them, name fields that are not among these. They may be about to
    /// arrive.
    public boolean lackFieldOf(JsonNode conditions) {
        var field = conditions.path("field");
        return field.isTextual() && isUnknown(field.textValue())
                || conditions.path("conditions").valueStream().anyMatch(this::lackFieldOf);
    }

    private boolean isUnknown(String name) {
        return !BUILT_IN.contains(name.strip().toLowerCase(Locale.ROOT))
                && tagOf(name).isEmpty();
    }

    List<String> tags() {
        return fields.stream().map(AudienceChanged.Field::tag).sorted().toList();
    }
}
