package dev.concierge.event.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.Contracts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedNamesTests {
    @ParameterizedTest
    @MethodSource("types")
    void everyFactOfOursIsReserved(String type) {
        assertThat(ReservedNames.isReserved(type)).isTrue();
    }

    private static Iterable<String> types() {
        return Contracts.types();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"offer_viewed", "username.changed", "PURCHASE", "user", "users.exported", "my.user.registered"})
    void whatGuestsDoIsNot(String name) {
        assertThat(ReservedNames.isReserved(name)).isFalse();
    }
}
