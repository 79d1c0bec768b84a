package dev.concierge.resource.booking;

import dev.concierge.platform.input.Numbers;
import dev.concierge.resource.booking.Refusal.BadSignature;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** {@code t=<seconds>,v1=<hex>}: HMAC-SHA256 of {@code <seconds>.<body>} by the shared secret, at most five minutes old. */
@Component
@EnableConfigurationProperties(PaymentSettings.class)
class Signature {
    private static final Pattern FORM = Pattern.compile("t=([1-9][0-9]{8,10}),v1=([0-9a-f]{64})");
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String ALGORITHM = "HmacSHA256";

    private final PaymentSettings settings;
    private final Clock clock;

    Signature(PaymentSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @throws BadSignature unless there is a secret and it is the body's, by who knows the secret, and of now
     */
    void check(@Nullable String header, byte[] body) {
        if (settings.secret().isEmpty()) {
            throw new BadSignature("nobody can sign while no CONCIERGE_PAYMENT_SECRET is set");
        }
        Matcher parts = FORM.matcher(header == null ? "" : header);
        if (!parts.matches()) {
            throw new BadSignature("not of the form t=<seconds>,v1=<64 hex digits>");
        }
        long at = Numbers.whole(parts.group(1), 0, Integer.MAX_VALUE * 8L);
        if (Math.abs(clock.instant().getEpochSecond() - at) > TOLERANCE.toSeconds()) {
            throw new BadSignature("not of the last five minutes");
        }
        byte[] given = HexFormat.of().parseHex(parts.group(2));
        if (!MessageDigest.isEqual(given, of(settings.secret(), at, body))) {
            throw new BadSignature("not this body's");
        }
    }

    static byte[] of(String secret, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
