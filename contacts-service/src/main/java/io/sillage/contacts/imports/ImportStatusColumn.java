package io.sillage.contacts.imports;

import io.sillage.contacts.imports.Import.Status;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/// A status as a word.
@Converter(autoApply = true)
class ImportStatusColumn implements AttributeConverter<Status, String> {

    @Override
    public String convertToDatabaseColumn(Status status) {
        return status.word();
    }

    @Override
    public Status convertToEntityAttribute(String column) {
        return Status.valueOf(column.toUpperCase(Locale.ROOT));
    }
}
