package io.sillage.contacts.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sillage.contracts.Entitlements;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/// Entitlements as JSON text.
@Converter
class EntitlementsColumn implements AttributeConverter<Entitlements, String> {

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    @Override
    public String convertToDatabaseColumn(Entitlements entitlements) {
        try {
            return JSON.writeValueAsString(entitlements);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("entitlements cannot be written as JSON", e);
        }
    }

    @Override
    public Entitlements convertToEntityAttribute(String column) {
        try {
            return JSON.readValue(column, Entitlements.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stored entitlements cannot be read", e);
        }
    }
}
