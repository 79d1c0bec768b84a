package dev.concierge.datemaker.call;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param provider whose rooms are used
 * @param rooms address that a room's name is appended to, with {@link Provider#NAMED}
 * @param links address under which guests reach this service, through the gateway
 * @param stun addresses that tell a browser how it is seen from outside, {@code stun:host:port}
 * @param turn addresses of relays for those who do not reach each other, {@code turn:host:port}
 * @param turnSecret what the relays' credentials are signed with, shared with them; needed where there are any
 * @param relayOnly whether guests never learn each other's addresses, all goes through the relays
 */
@Validated
@ConfigurationProperties(value = "concierge.datemaker.calls", ignoreUnknownFields = false)
public record CallSettings(
        @DefaultValue("BUILT_IN") Provider provider,

        @Pattern(regexp = "https?://.+/", message = "must be an address that ends with a slash")
        @DefaultValue("https://meet.jit.si/")
        String rooms,

        @Pattern(regexp = "https?://.+[^/]", message = "must be an address that ends without a slash")
        @DefaultValue("http://localhost:8080")
        String links,

        @NotNull @DefaultValue List<@Pattern(regexp = "stuns?:.+") String> stun,
        @NotNull @DefaultValue List<@Pattern(regexp = "turns?:.+") String> turn,
        @Nullable String turnSecret,
        @DefaultValue("false") boolean relayOnly) {
    public CallSettings {
        if (!turn.isEmpty() && (turnSecret == null || turnSecret.isBlank())) {
            throw new IllegalArgumentException(
                    "concierge.datemaker.calls.turn-secret is not set (expected: the secret of the relays in turn)");
        }
        if (relayOnly && turn.isEmpty()) {
            throw new IllegalArgumentException(
                    "concierge.datemaker.calls.relay-only: true (expected: false, as turn names no relay)");
        }
    }

    public enum Provider {
        /** Our own page; the guests' browsers talk to each other. */
        BUILT_IN,
        /** Rooms elsewhere that come into being by their name, as Jitsi Meet's do. */
        NAMED,
        /** Google Meet. */
        MEET
    }

    /** The link that a guest is sent. */
    public String join(String token) {
        return links + "/dating/join/" + token;
    }

    /** The link to a guest's page. */
    public String page(String key) {
        return links + "/dating/my/" + key;
    }
}
