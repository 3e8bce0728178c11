package io.sillage.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void aTextIsCutBetweenCharacters() {
        assertThat(Texts.shortened("Thé", 3)).isEqualTo("Thé");
        assertThat(Texts.shortened("Thé", 2)).isEqualTo("Th");
        assertThat(Texts.shortened("a😀b", 2)).isEqualTo("a😀");
        assertThat(Texts.shortened("😀😀", 1)).isEqualTo("😀");
        assertThat(Texts.shortened("", 1)).isEmpty();
    }

    @Test
    void whatNobodyCanStoreIsLeftOut() {
        assertThat(Texts.storable("a\0b")).isEqualTo("ab");
        assertThat(Texts.storable("a\ud800b")).isEqualTo("a?b");
        assertThat(Texts.storable("é😀")).isEqualTo("é😀");
    }
}
