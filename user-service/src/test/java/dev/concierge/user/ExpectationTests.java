package dev.concierge.user;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationTests {
    @Test
    void noHeaderExpectsNothing() {
        assertThatCode(() -> Expectation.of(null).check(7)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "*", "\"3\", \"7\""})
    void admitsThePresentVersion(String header) {
        assertThatCode(() -> Expectation.of(header).check(7)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"6\"", "W/\"7\"", "7x", "\"\""})
    void refusesAnyOther(String header) {
        assertThatThrownBy(() -> Expectation.of(header).check(7))
                .isInstanceOf(VersionMismatch.class)
                .hasMessageContaining("\"7\"");
    }
}
