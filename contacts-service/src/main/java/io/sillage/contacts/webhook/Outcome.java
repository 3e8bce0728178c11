package io.sillage.contacts.webhook;

import io.sillage.platform.outbound.OutboundAnswer;
import io.sillage.platform.outbound.OutboundAnswer.Answered;
import io.sillage.platform.outbound.OutboundAnswer.Unanswered;
import io.sillage.platform.outbound.OutboundAnswer.Unreachable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is recorded about a delivery after an attempt.
///
/// @param responseCode `null` without an answer
/// @param nextAttempt of one that is queued again
/// @param answersWell the endpoint did not fail, whatever it said of this delivery
record Outcome(
        UUID deliveryId,
        DeliveryStatus status,
        int attempts,
        @Nullable Integer responseCode,
        String reason,
        @Nullable Instant nextAttempt,
        boolean answersWell) {

    /// After this time a delivery is given up.
    static final Duration PATIENCE = Duration.ofMinutes(75);

    /// From one attempt to the next; together the whole patience.
    private static final List<Duration> PAUSES =
            List.of(1, 2, 5, 9, 14, 19, 25).stream().map(Duration::ofMinutes).toList();

    private static final int GONE = 410;

    /// They say that this very request is wrong, and would say so again.
    private static final Set<Integer> REFUSALS = Set.of(400, 405, 413, 414, 415, 422);

    /// Decides what an answer means for a delivery. No I/O.
    static Outcome of(Delivery delivery, OutboundAnswer answer, Instant now) {
        return switch (answer) {
            case Answered answered -> of(delivery, answered, now);
            case Unreachable(var reason) -> again(delivery, null, reason, now);
            case Unanswered(var reason) -> again(delivery, null, reason, now);
        };
    }

    private static Outcome of(Delivery delivery, Answered answered, Instant now) {
        var status = answered.status();
        if (answered.isSuccess()) {
            return done(delivery, DeliveryStatus.DELIVERED, status, "", true);
        }
        if (status == GONE) {
            return done(delivery, DeliveryStatus.FAILED, status, "The endpoint is gone.", false);
        }
        return REFUSALS.contains(status)
                ? done(delivery, DeliveryStatus.FAILED, status, "The endpoint refuses it.", true)
                : again(delivery, status, status / 100 == 3 ? "Redirects are not followed." : "", now);
    }

    private static Outcome done(
            Delivery delivery, DeliveryStatus status, @Nullable Integer code, String reason, boolean answersWell) {
        return new Outcome(delivery.id(), status, delivery.attempts() + 1, code, reason, null, answersWell);
    }

    private static Outcome again(Delivery delivery, @Nullable Integer code, String reason, Instant now) {
        var end = delivery.queuedAt().plus(PATIENCE);
        if (!now.isBefore(end)) {
            return done(delivery, DeliveryStatus.FAILED, code, reason, false);
        }
        var next = now.plus(PAUSES.get(Math.min(delivery.attempts(), PAUSES.size() - 1)));
        return new Outcome(
                delivery.id(),
                DeliveryStatus.QUEUED,
                delivery.attempts() + 1,
                code,
                reason,
                next.isBefore(end) ? next : end,
                false);
    }

    /// Whether the endpoint asks to be left alone for good.
    boolean isGone() {
        return responseCode != null && responseCode == GONE;
    }
}
