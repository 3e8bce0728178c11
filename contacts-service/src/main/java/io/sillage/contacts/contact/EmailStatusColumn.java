package io.sillage.contacts.contact;

import io.sillage.contracts.EmailStatus;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/// A status as the word of the API.
@Converter(autoApply = true)
class EmailStatusColumn implements AttributeConverter<EmailStatus, String> {

    @Override
    public String convertToDatabaseColumn(EmailStatus status) {
        return status.word();
    }

    @Override
    public EmailStatus convertToEntityAttribute(String column) {
        return EmailStatus.valueOf(column.toUpperCase(Locale.ROOT));
    }
}
