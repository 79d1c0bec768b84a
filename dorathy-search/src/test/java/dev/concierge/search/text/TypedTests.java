package dev.concierge.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTests {
    @Test
    void quotesMarkPhrasesAndMinusWhatMustNotOccur() {
        Typed typed = Typed.of("fresh \"red wine\" -beer e-mail");

        assertThat(typed.words().split("\\s+")).containsExactly("fresh", "red", "wine", "e-mail");
        assertThat(typed.phrases()).containsExactly("red wine");
        assertThat(typed.excluded()).containsExactly("beer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\"\"", "a\"b", "- x", "--", "-", "\"unfinished"})
    void halfAnOperatorIsText(String text) {
        Typed typed = Typed.of(text);

        assertThat(typed.phrases()).isEmpty();
        assertThat(typed.excluded()).isEmpty();
        assertThat(typed.isEverything()).isFalse();
    }

    @Test
    void aStarAndMinusAloneAskForEverything() {
        assertThat(Typed.of("*").isEverything()).isTrue();
        assertThat(Typed.of("-beer")).isEqualTo(new Typed("", List.of(), List.of("beer")));
        assertThat(Typed.of("-beer").isEverything()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            We had a walk in the park,           EN
            Wir gehen mit den Kindern in der Stadt, DE
            Une promenade dans les rues de la ville, FR
            Un paseo por las calles de la ciudad, ES
            Прогулка по городу,                  RU
            The sea,                             EN
            東京,                                 EN
            """)
    void languagesAreToldByTheirLittleWords(String text, Language language) {
        assertThat(Language.guess(text)).isEqualTo(language);
    }
}
