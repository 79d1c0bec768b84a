package dev.concierge.user.token.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.user.token.IssuerSettings;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiClientTests {
    @Test
    void aConfiguredClientIsNoneOfTheFleets() {
        assertThatThrownBy(() -> ApiClient.configured("app", client("users:read")))
                .hasMessage("clients.app (expected: an id that the fleet does not use)");
    }

    @Test
    void aScopeThatNoDoorAsksForIsAMistake() {
        assertThatThrownBy(() -> ApiClient.configured("partner", client("users:raed")))
                .hasMessageStartingWith("clients.partner.scopes: users:raed (expected: one of [dating:read, ");
    }

    @Test
    void aConfiguredClientGetsWhatItWasGiven() {
        assertThat(ApiClient.configured("partner", client("users:read")))
                .extracting(ApiClient::scopes, ApiClient::businesses)
                .containsExactly(Set.of("users:read"), Set.of("bistro"));
    }

    private static IssuerSettings.Client client(String scope) {
        return new IssuerSettings.Client(Set.of(scope), Set.of("bistro"));
    }
}
