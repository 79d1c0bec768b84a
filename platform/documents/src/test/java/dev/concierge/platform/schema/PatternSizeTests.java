package dev.concierge.platform.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternSizeTests {
    private static final long TOO_MANY = 20_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{100}){100}){100}",
                "(((a{1,100}){1,100}){1,100})$",
                "((((a{1000}){1000}){1000}){1000}){1000}",
                "(?:(?:[a-z]{1,1000}){1,1000}){1,1000}",
                "((\\(a{1000})\\){1000}){1000}",
                "(([]{}]{1000}){1000}){1000}",
                "((\\Q(\\Ea{1000}){1000}){1000}",
                "((\\x{61}{1000}){1000}){1000}",
                "(([[:alpha:]]{1000}){1000}){1000}"
            })
    void whatWouldFillTheHeapIsToldFromItsText(String pattern) {
        assertThat(PatternSize.of(pattern)).isGreaterThan(TOO_MANY);
    }

    @Test
    void groupsInGroupsWithoutEndAndClassesByTheThousandAreTooMany() {
        assertThat(PatternSize.of("(".repeat(30_000) + "a" + ")".repeat(30_000)))
                .isGreaterThan(TOO_MANY);
        assertThat(PatternSize.of("(".repeat(30_000))).isGreaterThan(TOO_MANY);
        assertThat(PatternSize.of("\\p{L}".repeat(10_000))).isGreaterThan(TOO_MANY);
        assertThat(PatternSize.of("[" + "\\p{L}".repeat(10_000) + "]")).isGreaterThan(TOO_MANY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[A-Z]{2}[0-9]{2,30}$",
                "^\\p{L}[\\p{L} .'-]{0,99}$",
                "^(mon|tue|wed)(,(mon|tue|wed)){0,6}$",
                "a{,3}b{x}c{2",
                "[]{1000}",
                "\\Q{1000}{1000}{1000}\\E",
                "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
                "([a-z]{1,10} ){1,100}"
            })
    void whatPeopleWriteIsTaken(String pattern) {
        assertThat(PatternSize.of(pattern)).isLessThanOrEqualTo(TOO_MANY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a{50}", "(ab|cd){1,40}", "[a-z]+x{3,}", "((a{10}){10}){10}", "(?:\\d{3}){30}"})
    void itIsOfTheOrderOfWhatIsMade(String pattern) {
        int made = Pattern.compile(pattern).programSize();

        assertThat(PatternSize.of(pattern)).isBetween(made / 4L, made * 4L);
    }
}
