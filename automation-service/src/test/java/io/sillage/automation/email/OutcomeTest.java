package io.sillage.automation.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillage.automation.flow.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

    private static final Instant QUEUED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration GIVE_UP = Duration.ofHours(72);

    @ParameterizedTest
    @CsvSource({"0, PT30S", "1, PT1M", "2, PT2M", "6, PT32M", "60, PT32M"})
    void deferredEmailWaitsLongerEachTime(int attempts, Duration pause) {
        var outcome = Outcome.of(new Handover.Deferred("busy"), delivery(attempts), GIVE_UP, QUEUED);

        assertThat(outcome.status()).isEqualTo(DeliveryStatus.QUEUED);
        assertThat(outcome.nextAttempt()).isEqualTo(QUEUED.plus(pause));
        assertThat(outcome.attempts()).isEqualTo(attempts + 1);
    }

    @Test
    void emailThatIsDeferredTooLongFails() {
        var later = QUEUED.plus(GIVE_UP).plusSeconds(1);

        var outcome = Outcome.of(new Handover.Deferred("busy"), delivery(9), GIVE_UP, later);

        assertThat(outcome.status()).isEqualTo(DeliveryStatus.FAILED);
        assertThat(outcome.reason()).isEqualTo("busy");
    }

    @Test
    void absentMailServerCostsNoAttempt() {
        var outcome = Outcome.of(new Handover.Unreachable("refused"), delivery(3), GIVE_UP, QUEUED);

        assertThat(outcome.status()).isEqualTo(DeliveryStatus.QUEUED);
        assertThat(outcome.attempts()).isEqualTo(3);
    }

    @Test
    void brokenConversationLeavesTheEmailUnderWay() {
        var outcome = Outcome.of(new Handover.Uncertain("closed"), delivery(0), GIVE_UP, QUEUED);

        assertThat(outcome.status()).isEqualTo(DeliveryStatus.SENDING);
    }

    @ParameterizedTest
    @CsvSource({"HAS_IT, SENT", "HAS_IT_NOT, QUEUED", "NOBODY_KNOWS, UNKNOWN", "NO_ANSWER, SENDING"})
    void providerDecidesAboutAnInterruptedEmail(ProviderLookup.Answer answer, DeliveryStatus expected) {
        assertThat(Inquiry.outcome(delivery(0), answer, QUEUED).status()).isEqualTo(expected);
    }

    private static Delivery delivery(int attempts) {
        return new Delivery(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                new DeliverySource.FlowStep(UUID.randomUUID(), new VersionId(1, 1), 1, Map.of()),
                DeliveryStatus.QUEUED,
                "",
                null,
                null,
                null,
                attempts,
                QUEUED,
                null);
    }
}
