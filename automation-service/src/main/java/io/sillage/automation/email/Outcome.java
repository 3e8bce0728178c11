package io.sillage.automation.email;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is recorded about an email after an attempt to send it.
///
/// @param nextAttempt of one that is queued again
record Outcome(
        UUID deliveryId,
        DeliveryStatus status,
        String reason,
        int attempts,
        @Nullable Instant nextAttempt) {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 6;

    /// Decides what a handover means for a delivery. No I/O.
    static Outcome of(Handover handover, Delivery delivery, Duration giveUpAfter, Instant now) {
        return switch (handover) {
            case Handover.Accepted _ -> sent(delivery);
            case Handover.Refused(var reason) ->
                new Outcome(delivery.deliveryId(), DeliveryStatus.FAILED, reason, delivery.attempts() + 1, null);
            case Handover.Deferred(var reason) -> deferred(delivery, reason, giveUpAfter, now);
            case Handover.Unreachable(var reason) -> again(delivery, reason, now);
            case Handover.Uncertain(var reason) -> stillUnderWay(delivery, reason);
        };
    }

    static Outcome sent(Delivery delivery) {
        return new Outcome(delivery.deliveryId(), DeliveryStatus.SENT, "", delivery.attempts() + 1, null);
    }

    /// Certainly not sent, through no fault of its own.
    static Outcome again(Delivery delivery, String reason, Instant now) {
        return new Outcome(delivery.deliveryId(), DeliveryStatus.QUEUED, reason, delivery.attempts(), now);
    }

    /// Given up by who handed it over; somebody finds out later what became of it.
    static Outcome stillUnderWay(Delivery delivery, String reason) {
        return new Outcome(delivery.deliveryId(), DeliveryStatus.SENDING, reason, delivery.attempts(), null);
    }

    static Outcome unknown(Delivery delivery) {
        return new Outcome(
                delivery.deliveryId(),
                DeliveryStatus.UNKNOWN,
                "The sending was interrupted, and nobody can say whether the mail server has the email.",
                delivery.attempts(),
                null);
    }

    private static Outcome deferred(Delivery delivery, String reason, Duration giveUpAfter, Instant now) {
        var attempts = delivery.attempts() + 1;
        if (delivery.queuedAt().plus(giveUpAfter).isBefore(now)) {
            return new Outcome(delivery.deliveryId(), DeliveryStatus.FAILED, reason, attempts, null);
        }
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        return new Outcome(delivery.deliveryId(), DeliveryStatus.QUEUED, reason, attempts, now.plus(pause));
    }
}
