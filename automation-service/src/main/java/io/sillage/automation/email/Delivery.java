package io.sillage.automation.email;

import io.sillage.automation.email.DeliverySource.FlowStep;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One email to one contact, and what became of it.
///
/// @param emailAddress where it goes; `null` before it is rendered, unless it was asked for with an address
/// @param subject `null` before it is rendered
/// @param printed what its merge tags printed; `null` before it is rendered
record Delivery(
        UUID deliveryId,
        UUID accountId,
        UUID audienceId,
        UUID contactId,
        DeliverySource source,
        DeliveryStatus status,
        String reason,
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
                source,
                status,
                reason,
                to,
                email.subject(),
                newPrinted,
                attempts,
                queuedAt,
                finishedAt);
    }

    /// The step that sends it; empty if it belongs to no flow.
    Optional<FlowStep> step() {
        return source instanceof FlowStep step ? Optional.of(step) : Optional.empty();
    }
}
