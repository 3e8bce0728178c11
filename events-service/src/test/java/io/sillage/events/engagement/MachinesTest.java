package io.sillage.events.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachinesTest {

    private static final Instant SENT = Instant.parse("2026-02-03T10:00:00Z");
    private static final String BROWSER =
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Safari/605.1.15";

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0 Safari/537.36', , false",
        "'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)', , false",
        "Mozilla/5.0, , true",
        "'Mozilla/5.0 (Windows NT 10.0) Chrome/120.0', prefetch, true",
        "'Mozilla/5.0 (compatible; bingbot/2.0)', , true",
        "curl/8.0, , true",
        "'', , true",
        ", , true"
    })
    void opensOfProgramsAreKnown(String agent, String purpose, boolean machine) {
        assertThat(Machines.opens(agent, purpose)).isEqualTo(machine);
    }

    @Test
    void nobodyClicksBeforeAnEmailCanBeRead() {
        assertThat(Machines.clicks(BROWSER, null, SENT, SENT.plusMillis(4_999))).isTrue();
        assertThat(Machines.clicks(BROWSER, null, SENT, SENT.plusSeconds(5))).isFalse();
        assertThat(Machines.clicks("Proofpoint URL Defense", null, SENT, SENT.plusSeconds(500)))
                .isTrue();
    }
}
