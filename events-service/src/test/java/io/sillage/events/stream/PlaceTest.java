package io.sillage.events.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {

    @Test
    void aPlaceIsReadFromItsText() {
        var place = new Place();
        place.passed(10, 7);
        place.passed(2, 0);
        place.passed(10, 8);

        assertThat(place).hasToString("2:1,10:9");
        assertThat(Place.of("2:1,10:9").orElseThrow().nextOffsets()).isEqualTo(Map.of(2, 1L, 10, 9L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1", "1:", ":1", "1:2,", "-1:2", "1:-2", "1:2;3:4", "99999999999:1"})
    void anythingElseIsNoPlace(String text) {
        assertThat(Place.of(text)).isEmpty();
    }
}
