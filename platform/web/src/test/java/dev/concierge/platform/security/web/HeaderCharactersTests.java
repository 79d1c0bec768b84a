package dev.concierge.platform.security.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;

/** That the loops let pass what Spring Security's patterns do, and nothing else. */
class HeaderCharactersTests {
    @Test
    void namesAreThoseOfTheFirewall() {
        assertSame(HeaderCharacters::isName, StrictServerWebExchangeFirewall.ALLOWED_HEADER_NAMES);
    }

    @Test
    void valuesAreThoseOfTheFirewall() {
        assertSame(HeaderCharacters::isValue, StrictServerWebExchangeFirewall.ALLOWED_HEADER_VALUES);
    }

    private static void assertSame(Predicate<String> ours, Predicate<String> theirs) {
        int[] different = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(character -> {
                    String text = "a" + Character.toString(character) + "z";
                    return ours.test(text) != theirs.test(text);
                })
                .toArray();
        assertThat(different).isEmpty();
        assertThat(ours.test("")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Bearer abc.D-_~+/9==, abc.D-_~+/9==", "bearer a, a", "BEARER x.y.z, x.y.z"})
    void aTokenIsWhatFollowsTheScheme(String authorization, String token) {
        assertThat(BearerToken.of(authorization)).isEqualTo(token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer", "Bearer ", "Bearer  a", "Bearera", "Bearer a b", "Bearer =", "Bearer a=b", "Bearer ä"})
    void aSchemeWithoutATokenIsMalformed(String authorization) {
        assertThatThrownBy(() -> BearerToken.of(authorization)).isInstanceOf(OAuth2AuthenticationException.class);
    }

    @Test
    void anotherSchemeHasNoToken() {
        assertThat(BearerToken.of("Basic YTpi")).isNull();
        assertThat(BearerToken.of(null)).isNull();
    }
}
