package io.sillage.automation.email;

import io.sillage.automation.flow.VersionId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One email to one contact, and what became of it.
///
/// @param event the properties of the event that started the walk
/// @param emailAddress where it went; `null` before it is rendered, like the two below
/// @param printed what its merge tags printed
record Delivery(
        UUID deliveryId,
        UUID accountId,
        UUID audienceId,
        UUID contactId,
        UUID enrollmentId,
        VersionId version,
        int stepId,
        DeliveryStatus status,
        String reason,
        Map<String, String> event,
        @Nullable String emailAddress,
        @Nullable String subject,
        @Nullable Map<String, String> printed,
        int attempts,
        Instant queuedAt,
        @Nullable Instant finishedAt) {

    Delivery rendered(String to, RenderedEmail email, Map<String, String> newPrinted) {
        return new Delivery(
                deliveryId,
                accountId,
                audienceId,
                contactId,
                enrollmentId,
                version,
                stepId,
                status,
                reason,
                event,
                to,
                email.subject(),
                newPrinted,
                attempts,
                queuedAt,
                finishedAt);
    }
}
