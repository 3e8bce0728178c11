package io.sillage.contacts.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillage.platform.outbound.OutboundAnswer.Answered;
import io.sillage.platform.outbound.OutboundAnswer.Unanswered;
import io.sillage.platform.outbound.OutboundAnswer.Unreachable;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED, true",
        "201, DELIVERED, true",
        "204, DELIVERED, true",
        "299, DELIVERED, true",
        "301, QUEUED, false",
        "302, QUEUED, false",
        "307, QUEUED, false",
        "400, FAILED, true",
        "401, QUEUED, false",
        "403, QUEUED, false",
        "404, QUEUED, false",
        "405, FAILED, true",
        "408, QUEUED, false",
        "409, QUEUED, false",
        "410, FAILED, false",
        "413, FAILED, true",
        "414, FAILED, true",
        "415, FAILED, true",
        "422, FAILED, true",
        "425, QUEUED, false",
        "429, QUEUED, false",
        "500, QUEUED, false",
        "502, QUEUED, false",
        "503, QUEUED, false"
    })
    void statusDecides(int status, DeliveryStatus expected, boolean answersWell) {
        var outcome = Outcome.of(delivery(0, NOW), new Answered(status, ""), NOW);

        assertThat(outcome.status()).isEqualTo(expected);
        assertThat(outcome.answersWell()).isEqualTo(answersWell);
        assertThat(outcome.responseCode()).isEqualTo(status);
        assertThat(outcome.attempts()).isEqualTo(1);
        assertThat(outcome.isGone()).isEqualTo(status == 410);
        assertThat(outcome.nextAttempt() != null).isEqualTo(expected == DeliveryStatus.QUEUED);
    }

    @Test
    void withoutAnAnswerItIsTriedAgain() {
        var unreachable = Outcome.of(delivery(0, NOW), new Unreachable("There was no connection."), NOW);
        var unanswered = Outcome.of(delivery(0, NOW), new Unanswered("There was no answer."), NOW);

        assertThat(unreachable.status()).isEqualTo(DeliveryStatus.QUEUED);
        assertThat(unreachable.reason()).isEqualTo("There was no connection.");
        assertThat(unreachable.responseCode()).isNull();
        assertThat(unanswered.status()).isEqualTo(DeliveryStatus.QUEUED);
        assertThat(unanswered.answersWell()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "1, 1, 2", "2, 3, 5", "3, 8, 9", "4, 17, 14", "5, 31, 19", "6, 50, 25"})
    void pausesGrowAndAddUpToThePatience(int attempts, int minutesSoFar, int pause) {
        var now = NOW.plus(Duration.ofMinutes(minutesSoFar));

        var outcome = Outcome.of(delivery(attempts, NOW), new Answered(500, ""), now);

        assertThat(outcome.nextAttempt()).isEqualTo(now.plus(Duration.ofMinutes(pause)));
        assertThat(outcome.nextAttempt()).isBeforeOrEqualTo(NOW.plus(Outcome.PATIENCE));
    }

    @Test
    void lastAttemptIsAtTheEndOfThePatience() {
        var late = NOW.plus(Duration.ofMinutes(70));

        var outcome = Outcome.of(delivery(3, NOW), new Answered(500, ""), late);

        assertThat(outcome.nextAttempt()).isEqualTo(NOW.plus(Duration.ofMinutes(75)));
    }

    @Test
    void afterThePatienceItIsGivenUp() {
        var outcome = Outcome.of(delivery(2, NOW), new Answered(500, ""), NOW.plus(Duration.ofMinutes(75)));

        assertThat(outcome.status()).isEqualTo(DeliveryStatus.FAILED);
        assertThat(outcome.nextAttempt()).isNull();
        assertThat(outcome.attempts()).isEqualTo(3);
    }

    private static Delivery delivery(int attempts, Instant queuedAt) {
        return new Delivery(UUID.randomUUID(), "type=profile", attempts, queuedAt);
    }
}
