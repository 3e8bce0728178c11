package io.sillage.contacts.field;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.sillage.contacts.audience.Field;
import io.sillage.contacts.audience.Field.Options;
import io.sillage.contacts.audience.Field.Type;
import io.sillage.contacts.audience.Fields;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.JsonField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads a field from a request. Tags are upper case and unique within the audience.
final class FieldForm {

    private static final int MOST_FIELDS = 80;
    private static final int MOST_CHOICES = 1_000;
    private static final int LONGEST = 255;
    private static final Pattern TAG = Pattern.compile("[A-Z0-9_]{1,50}");
    private static final Set<String> TYPES =
            Stream.of(Type.values()).map(Type::word).collect(toUnmodifiableSet());

    /// Merge tags that mean something else.
    private static final Set<String> RESERVED = Set.of(
            "ARCHIVE",
            "DATE",
            "EMAIL",
            "EMAIL_TYPE",
            "FORWARD",
            "INTERESTS",
            "REWARDS",
            "TO",
            "UNSUB",
            "UPDATE_PROFILE",
            "USER_URL");

    private FieldForm() {}

    static Field create(JsonBody body, Fields fields) {
        if (fields.list().size() >= MOST_FIELDS) {
            body.reject("", "An audience can have at most %d merge fields.".formatted(MOST_FIELDS));
        }
        body.field("name").required();
        var type = type(body.field("type").required());
        var id = fields.lastId() + 1;
        var order = fields.list().stream().mapToInt(Field::displayOrder).max().orElse(1) + 1;
        var blank = new Field(id, "MMERGE" + id, "", type, false, "", false, order, Options.of(type), "");
        return read(body, blank, fields);
    }

    static Field change(JsonBody body, Field current, Fields fields) {
        if (body.field("name").isPresent()) {
            body.field("name").required();
        }
        var type = body.field("type").text();
        if (type.isPresent() && !type.get().equals(current.type().word())) {
            body.reject("type", "The type of a merge field cannot be changed.");
        }
        return read(body, current, fields);
    }

    private static Field read(JsonBody body, Field current, Fields fields) {
        var read = new Field(
                current.id(),
                tag(body.field("tag"), current, fields),
                body.field("name").text(0, LONGEST).orElse(current.name()),
                current.type(),
                body.field("required").bool().orElse(current.required()),
                body.field("default_value").text(0, LONGEST).orElse(current.defaultValue()),
                body.field("public").bool().orElse(current.shown()),
                body.field("display_order").integer().orElse(current.displayOrder()),
                body.field("options")
                        .object()
                        .map(options -> options(options, current))
                        .orElse(current.options()),
                body.field("help_text").text(0, LONGEST).orElse(current.helpText()));
        if (read.type().hasChoices() && choicesOf(read).isEmpty()) {
            body.reject("options.choices", "This field needs at least one choice.");
        }
        body.verify();
        return read;
    }

    private static Type type(JsonField field) {
        return field.oneOf(TYPES)
                .map(word -> Type.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Type.TEXT);
    }

    /// Empty counts as absent.
    private static String tag(JsonField field, Field current, Fields fields) {
        var given = field.text().map(String::strip).filter(text -> !text.isEmpty());
        if (given.isEmpty()) {
            return current.tag();
        }
        var tag = given.get().toUpperCase(Locale.ROOT);
        if (!TAG.matcher(tag).matches()) {
            field.reject("This value should have 1 to 50 letters, digits or underscores.");
        } else if (RESERVED.contains(tag)) {
            field.reject("The tag %s has a meaning of its own and cannot be used.".formatted(tag));
        } else if (fields.tagged(tag)
                .filter(other -> other.id() != current.id())
                .isPresent()) {
            field.reject("A merge field with the tag %s already exists.".formatted(tag));
        }
        return tag;
    }

    private static List<String> choicesOf(Field field) {
        var choices = field.options().choices();
        return choices == null ? List.of() : choices;
    }

    private static Options options(JsonBody body, Field field) {
        var current = field.options();
        var country = body.field("default_country").integer();
        var phone = body.field("phone_format").text(0, LONGEST);
        var date = body.field("date_format").text(0, LONGEST);
        var choices = body.field("choices").array(MOST_CHOICES).map(FieldForm::texts);
        var size = body.field("size").integer();
        return switch (field.type()) {
            case ADDRESS -> new Options(country.orElse(current.defaultCountry()), null, null, null, null);
            case PHONE -> new Options(null, phone.orElse(current.phoneFormat()), null, null, null);
            case DATE, BIRTHDAY -> new Options(null, null, date.orElse(current.dateFormat()), null, null);
            case RADIO, DROPDOWN -> new Options(null, null, null, choices.orElse(current.choices()), null);
            case TEXT -> new Options(null, null, null, null, size.orElse(current.size()));
            case NUMBER, URL, IMAGEURL, ZIP -> current;
        };
    }

    private static List<String> texts(List<JsonField> elements) {
        var texts = new ArrayList<String>(elements.size());
        elements.forEach(element -> element.required().text(1, LONGEST).ifPresent(texts::add));
        return List.copyOf(texts);
    }
}
