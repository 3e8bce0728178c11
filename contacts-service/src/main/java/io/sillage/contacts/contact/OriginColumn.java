package io.sillage.contacts.contact;

import io.sillage.contracts.Origin;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/// From where a change came, as a word.
@Converter(autoApply = true)
class OriginColumn implements AttributeConverter<Origin, String> {

    @Override
    public String convertToDatabaseColumn(Origin origin) {
        return origin.word();
    }

    @Override
    public Origin convertToEntityAttribute(String column) {
        return Origin.valueOf(column.toUpperCase(Locale.ROOT));
    }
}
