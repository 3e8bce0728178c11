package io.sillage.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    @Test
    void tenFromTheStartUnlessTold() {
        assertThat(Page.of(null, null)).isEqualTo(new Page(10, 0));
        assertThat(Page.of("25", "3")).isEqualTo(new Page(25, 3));
    }

    @Test
    void aThousandAtMost() {
        assertThat(Page.of("5000", "0").count()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "ten", "1.5", "99999999999"})
    void anythingElseIsRefused(String count) {
        assertThatThrownBy(() -> Page.of(count, null)).isInstanceOf(Problem.class);
    }
}
