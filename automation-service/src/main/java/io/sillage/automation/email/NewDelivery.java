package io.sillage.automation.email;

import io.sillage.automation.flow.VersionId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An email that a step sends to a contact.
///
/// @param deliveryId follows from walk, step and visit, so that the same step sends once
/// @param event the properties of the event that started the walk
/// @param skippedBecause why it is not sent after all; `null` = it is
public record NewDelivery(
        UUID deliveryId,
        UUID accountId,
        UUID audienceId,
        UUID contactId,
        UUID enrollmentId,
        VersionId version,
        int stepId,
        Map<String, String> event,
        @Nullable String skippedBecause,
        Instant queuedAt) {}
