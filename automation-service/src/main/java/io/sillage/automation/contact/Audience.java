package io.sillage.automation.contact;

import io.sillage.contracts.AudienceChanged.Field;
import java.util.List;
import java.util.UUID;

/// An audience as far as it is known here.
public record Audience(
        UUID audienceId, UUID accountId, String listId, String company, String postalAddress, List<Field> fields) {}
