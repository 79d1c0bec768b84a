package dev.concierge.datemaker.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IceServersTests {
    private static final UUID CALL = UUID.fromString("0190b1a0-0000-7000-8000-000000000001");

    /** The password is what {@code openssl dgst -sha1 -hmac north} makes of the name. */
    @Test
    void aRelaysCredentialsAreSignedAndEndSoonAfterTheCall() {
        IceServers servers = new IceServers(settings(List.of(), List.of("turn:turn.example:3478"), "north", false));

        IceServers.IceServer relay =
                servers.of(CALL, Instant.ofEpochSecond(1_893_456_000L - 600)).getFirst();

        assertThat(relay.urls()).containsExactly("turn:turn.example:3478");
        assertThat(relay.username()).isEqualTo("1893456000:" + CALL);
        assertThat(relay.credential()).isEqualTo("81armaYsc5Bh7epbn7wCfznZ2zY=");
    }

    @Test
    void withoutSettingsBrowsersReachEachOtherByThemselves() {
        assertThat(new IceServers(settings(List.of(), List.of(), null, false)).of(CALL, Instant.EPOCH))
                .isEmpty();
    }

    @Test
    void aRelayWithoutASecretIsRefusedAtTheStart() {
        assertThatThrownBy(() -> settings(List.of(), List.of("turn:turn.example:3478"), "", false))
                .hasMessageContaining("turn-secret");
        assertThatThrownBy(() -> settings(List.of("stun:turn.example:3478"), List.of(), null, true))
                .hasMessageContaining("relay-only");
    }

    private static CallSettings settings(
            List<String> stun, List<String> turn, @Nullable String secret, boolean relayOnly) {
        return new CallSettings(
                CallSettings.Provider.BUILT_IN,
                "https://rooms.example/",
                "https://dates.example",
                stun,
                turn,
                secret,
                relayOnly);
    }
}
