package io.sillage.platform.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    @Test
    void newIdsAreVersionSevenAndSortByTime() {
        var earlier = Ids.newId(NOW);
        var later = Ids.newId(NOW.plusMillis(1));

        assertThat(earlier.version()).isEqualTo(7);
        assertThat(earlier.variant()).isEqualTo(2);
        assertThat(earlier.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
        assertThat(earlier.toString()).isLessThan(later.toString());
    }

    @Test
    void derivedIdsFollowFromTheirParts() {
        assertThat(Ids.derived("a", "bc")).isEqualTo(Ids.derived("a", "bc")).isNotEqualTo(Ids.derived("ab", "c"));
        assertThat(Ids.derived("a").version()).isEqualTo(8);
    }
}
