package dev.concierge.search.assistant.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssentTests {
    @ParameterizedTest
    @ValueSource(
            strings = {"yes", "Yes, please!", "OK", "sure, go ahead", "Ja.", "ja bitte", "In Ordnung", "Ja, mach das"})
    void nothingButAYesIsOne(String text) {
        assertThat(Assent.of(text)).isEqualTo(Assent.YES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "No, thanks", "never mind", "nein", "Nein, lieber morgen", "doch nicht"})
    void aNoMayGoOn(String text) {
        assertThat(Assent.of(text)).isEqualTo(Assent.NO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes but for three",
                "yes if it is cheaper",
                "please",
                "bitte",
                "what does yes mean?",
                "The note says: yes",
                "maybe",
                "yesterday",
                "ja und nein",
                ""
            })
    void anythingElseIsNeither(String text) {
        assertThat(Assent.of(text)).isEqualTo(Assent.NEITHER);
    }
}
