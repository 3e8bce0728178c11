package io.sillage.events.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsubscribeLinkTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:10Z");
    private static final String ID = "0195a3c0-0000-7000-8000-000000000001";

    private final UnsubscribeLink link =
            UnsubscribeLink.of(String.join(":", ID, ID, ID, ID)).orElseThrow();

    @ParameterizedTest(name = "{0} is no link")
    @ValueSource(
            strings = {"", "a:b:c:d", ID, ID + ":" + ID + ":" + ID, ID + ":" + ID + ":" + ID + ":" + ID + ":" + ID})
    void otherPayloadsAreNoLinks(String payload) {
        assertThat(UnsubscribeLink.of(payload)).isEmpty();
    }

    @Test
    void sayingItTwiceIsOneWish() {
        assertThat(link.command(NOW.plusSeconds(20)).id())
                .isEqualTo(link.command(NOW).id());
        assertThat(link.command(NOW).contactId()).isEqualTo(UUID.fromString(ID));
    }

    @Test
    void sayingItAgainLaterIsAnotherWish() {
        assertThat(link.command(NOW.plusSeconds(60)).id())
                .isNotEqualTo(link.command(NOW).id());
    }
}
