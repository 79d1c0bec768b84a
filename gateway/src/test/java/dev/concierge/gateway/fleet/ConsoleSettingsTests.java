package dev.concierge.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleSettingsTests {
    @Test
    void aPageCallsItsOwnOriginAlone() {
        assertThat(settings("").connectSources()).isEqualTo("'self'");
    }

    @Test
    void anotherIssuersOriginsAreAllowedAndNothingOfTheirPaths() {
        assertThat(settings("https://login.example.org:8443/realms/staff", "https://tokens.example.org/oauth2/token")
                        .connectSources())
                .isEqualTo("'self' https://login.example.org:8443 https://tokens.example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login.example.org",
                "javascript:alert(1)",
                "https://",
                "https://a@b.example",
                "https://a.example?x"
            })
    void whatIsNoAddressKeepsTheGatewayFromStarting(String issuer) {
        assertThatThrownBy(() -> settings(issuer)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ConsoleSettings settings(String issuer, String... calls) {
        return new ConsoleSettings(
                issuer,
                "dashboard",
                "openid",
                List.of(calls).stream().map(URI::create).toList());
    }
}
