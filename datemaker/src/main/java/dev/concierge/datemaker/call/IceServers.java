package dev.concierge.datemaker.call;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * By whose help browsers reach each other. A relay's credentials are made here for one call and die with it, as
 * draft-uberti-behave-turn-rest-00 says: the name is when they end, the password its HMAC-SHA1.
 */
@Component
class IceServers {
    /** For what a host adds, and clocks that differ. */
    private static final Duration LONGER = Duration.ofMinutes(10);

    private final CallSettings settings;

    IceServers(CallSettings settings) {
        this.settings = settings;
    }

    /** As RTCIceServer has it. */
    record IceServer(
            List<String> urls,
            @Nullable String username,
            @Nullable String credential) {}

    List<IceServer> of(UUID call, Instant endsAt) {
        List<IceServer> servers = new ArrayList<>();
        if (!settings.stun().isEmpty()) {
            servers.add(new IceServer(settings.stun(), null, null));
        }
        String secret = settings.turnSecret();
        if (!settings.turn().isEmpty() && secret != null) {
            String name = endsAt.plus(LONGER).getEpochSecond() + ":" + call;
            servers.add(new IceServer(settings.turn(), name, password(secret, name)));
        }
        return servers;
    }

    static String password(String secret, String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
