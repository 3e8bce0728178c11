package io.sillage.contacts.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.Field;
import io.sillage.contacts.audience.Fields;
import io.sillage.platform.http.Problem;
import io.sillage.platform.http.Problem.FieldError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The values of a request (`merge_fields`), judged by the fields of the audience and kept in one form each. Tags that
/// the audience does not have are ignored, as the Marketing API does.
///
/// @param values by [Field#key]; `""` takes a value away
public record FieldValues(Map<String, Object> values) {

    /// What an address consists of, in the order in which it is written.
    public static final List<String> ADDRESS_PARTS = List.of("addr1", "addr2", "city", "state", "zip", "country");

    private static final ObjectMapper JSON = new ObjectMapper();

    public FieldValues {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// Fails with *Your merge fields were invalid.* and names every field that is.
    ///
    /// @param given the object `merge_fields`; anything else counts as an empty one
    public static FieldValues read(JsonNode given, Audience audience) {
        var errors = new ArrayList<FieldError>();
        var values = new LinkedHashMap<String, Object>();
        for (var field : audience.fields().list()) {
            var node = given.path(field.tag());
            if (!node.isMissingNode()) {
                values.put(field.key(), value(new Reading(field, node, audience.country(), errors)));
            }
        }
        refuse(errors);
        return new FieldValues(values);
    }

    /// A value that did not come in JSON. Empty if the field does not take it.
    public static Optional<Object> readOne(Audience audience, Field field, Object given) {
        var errors = new ArrayList<FieldError>();
        var value = value(new Reading(field, JSON.valueToTree(given), audience.country(), errors));
        return errors.isEmpty() ? Optional.of(value) : Optional.empty();
    }

    /// Fails if a required field would have no value.
    ///
    /// @param isNew a new contact needs all of them; an existing one may only not lose them
    public void requireAll(Fields fields, boolean isNew) {
        var errors = fields.list().stream()
                .filter(Field::required)
                .filter(field -> isNew ? lacks(field) : takesAway(field))
                .map(field -> new FieldError(field.tag(), "Please enter a value"))
                .toList();
        refuse(errors);
    }

    private boolean lacks(Field field) {
        return values.getOrDefault(field.key(), Reading.NOTHING).equals(Reading.NOTHING);
    }

    private boolean takesAway(Field field) {
        return values.containsKey(field.key()) && lacks(field);
    }

    private static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new Problem(400, "Invalid Resource", "Your merge fields were invalid.", errors, Map.of());
        }
    }

    private static Object value(Reading reading) {
        if (reading.isEmpty()) {
            return Reading.NOTHING;
        }
        return switch (reading.field().type()) {
            case TEXT -> Texts.readText(reading);
            case NUMBER -> Numbers.read(reading);
            case ADDRESS -> Addresses.read(reading);
            case PHONE -> Texts.readPhone(reading);
            case DATE -> Dates.readDate(reading);
            case BIRTHDAY -> Dates.readBirthday(reading);
            case URL, IMAGEURL -> Texts.readUrl(reading);
            case RADIO, DROPDOWN -> Texts.readChoice(reading);
            case ZIP -> Texts.readZip(reading);
        };
    }
}
