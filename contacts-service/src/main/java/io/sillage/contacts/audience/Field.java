package io.sillage.contacts.audience;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.sillage.contracts.AudienceChanged;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something that an audience knows of each contact besides its address (a merge field of the API).
///
/// @param id small number within the audience, never given twice
/// @param tag upper-case name in merge tags and conditions, unique within the audience
/// @param shown whether sign-up forms ask for it
@RegisterForReflection
public record Field(
        int id,
        String tag,
        String name,
        Type type,
        boolean required,
        String defaultValue,
        boolean shown,
        int displayOrder,
        Options options,
        String helpText) {

    /// What kind of values a field has.
    public enum Type {
        TEXT,
        NUMBER,
        ADDRESS,
        PHONE,
        DATE,
        URL,
        IMAGEURL,
        RADIO,
        DROPDOWN,
        BIRTHDAY,
        ZIP;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean hasChoices() {
            return this == RADIO || this == DROPDOWN;
        }
    }

    /// What only some types have; `null` where the type has it not.
    @RegisterForReflection
    public record Options(
            @Nullable Integer defaultCountry,
            @Nullable String phoneFormat,
            @Nullable String dateFormat,
            @Nullable List<String> choices,
            @Nullable Integer size) {

        private static final int UNITED_STATES = 164;
        private static final int TEXT_SIZE = 25;

        /// What a new field of this type has.
        public static Options of(Type type) {
            return switch (type) {
                case TEXT -> new Options(null, null, null, null, TEXT_SIZE);
                case ADDRESS -> new Options(UNITED_STATES, null, null, null, null);
                case PHONE -> new Options(null, "none", null, null, null);
                case DATE -> new Options(null, null, "MM/DD/YYYY", null, null);
                case BIRTHDAY -> new Options(null, null, "MM/DD", null, null);
                case RADIO, DROPDOWN -> new Options(null, null, null, List.of(), null);
                case NUMBER, URL, IMAGEURL, ZIP -> new Options(null, null, null, null, null);
            };
        }
    }

    /// Under which a contact keeps its value: tags can be renamed, ids cannot.
    public String key() {
        return Integer.toString(id);
    }

    AudienceChanged.Field asMessage() {
        return new AudienceChanged.Field(id, tag, name, type.word(), required, defaultValue);
    }
}
