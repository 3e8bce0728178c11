package io.sillage.contacts.field;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sillage.contacts.audience.Field;
import io.sillage.contacts.audience.Field.Options;
import io.sillage.platform.http.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A merge field as the API shows it.
@JsonNaming(SnakeCaseStrategy.class)
public record FieldView(
        int mergeId,
        String tag,
        String name,
        String type,
        boolean required,
        String defaultValue,
        @JsonProperty("public") boolean shown,
        int displayOrder,
        OptionsView options,
        String helpText,
        String listId,
        @JsonProperty("_links") List<Link> links) {

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OptionsView(
            @Nullable Integer defaultCountry,
            @Nullable String phoneFormat,
            @Nullable String dateFormat,
            @Nullable List<String> choices,
            @Nullable Integer size) {
        static OptionsView of(Options options) {
            return new OptionsView(
                    options.defaultCountry(),
                    options.phoneFormat(),
                    options.dateFormat(),
                    options.choices(),
                    options.size());
        }
    }

    static FieldView of(Field field, String listId, List<Link> links) {
        return new FieldView(
                field.id(),
                field.tag(),
                field.name(),
                field.type().word(),
                field.required(),
                field.defaultValue(),
                field.shown(),
                field.displayOrder(),
                OptionsView.of(field.options()),
                field.helpText(),
                listId,
                links);
    }
}
