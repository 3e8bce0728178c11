package io.sillage.contacts.contact;

import io.sillage.contracts.SmsStatus;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/// A status as the word of the API.
@Converter(autoApply = true)
class SmsStatusColumn implements AttributeConverter<SmsStatus, String> {

    @Override
    public String convertToDatabaseColumn(SmsStatus status) {
        return status.word();
    }

    @Override
    public SmsStatus convertToEntityAttribute(String column) {
        return SmsStatus.valueOf(column.toUpperCase(Locale.ROOT));
    }
}
