package dev.concierge.platform.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTests {
    private static final String FACE = "😀";

    @Test
    void countsAndCutsInCodePoints() {
        assertThat(Texts.length(FACE.repeat(51))).isEqualTo(51);
        assertThat(Texts.cut("a" + FACE + "b", 2)).isEqualTo("a" + FACE);
        assertThat(Texts.cut(FACE, 1)).isEqualTo(FACE);
        assertThat(Texts.cut(FACE, 0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada \ud83d", "\ude00", "\ude00\ud83d", "a\0b"})
    void refusesWhatNoUtf8Holds(String text) {
        assertThatThrownBy(() -> Texts.whole(text)).isInstanceOf(Refused.class);
        assertThat(Texts.whole(Texts.shown(text))).contains("\ufffd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Zoë", FACE, "\u200f", "\ufeff", "\u0001", "\uffff"})
    void takesEveryOther(String text) {
        assertThat(Texts.whole(text)).isSameAs(text);
        assertThat(Texts.shown(text)).isEqualTo(text);
    }
}
