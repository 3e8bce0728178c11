package io.sillage.conditions;

import io.sillage.contracts.AudienceChanged;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The fields of an audience, found by the names that conditions use: the tag in any case, or `merge<N>`.
public record AudienceFields(List<AudienceChanged.Field> fields) {

    private static final String BY_NUMBER = "merge";

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

    List<String> tags() {
        return fields.stream().map(AudienceChanged.Field::tag).sorted().toList();
    }
}
