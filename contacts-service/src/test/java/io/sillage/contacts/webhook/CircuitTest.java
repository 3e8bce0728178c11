package io.sillage.contacts.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillage.platform.outbound.OutboundAnswer.Answered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CircuitTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void someFailuresAreTolerated() {
        var circuit = Circuit.CLOSED.after(answers(500), NOW).after(answers(500, 500), NOW);

        assertThat(circuit.isOpen()).isFalse();
        assertThat(circuit.width(8)).isEqualTo(8);
        assertThat(circuit.pausedUntil()).isNull();
    }

    @Test
    void pausesGrowAsLongAsEverythingFails() {
        var circuit = new Circuit(2, null);

        for (var pause : List.of(30, 60, 120, 240, 480, 600, 600, 600)) {
            circuit = circuit.after(answers(500), NOW);
            assertThat(circuit.pausedUntil()).isEqualTo(NOW.plus(Duration.ofSeconds(pause)));
            assertThat(circuit.width(8)).isEqualTo(1);
        }
    }

    @Test
    void oneSuccessIsEnough() {
        assertThat(new Circuit(7, NOW).after(answers(500, 204, 500), NOW)).isEqualTo(Circuit.CLOSED);
    }

    @Test
    void whoRefusesADeliveryIsWell() {
        assertThat(new Circuit(7, NOW).after(answers(422), NOW)).isEqualTo(Circuit.CLOSED);
    }

    private static List<Outcome> answers(int... statuses) {
        return IntStream.of(statuses)
                .mapToObj(status ->
                        Outcome.of(new Delivery(UUID.randomUUID(), "", 0, NOW), new Answered(status, ""), NOW))
                .toList();
    }
}
