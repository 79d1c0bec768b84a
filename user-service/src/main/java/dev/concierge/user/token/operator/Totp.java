package dev.concierge.user.token.operator;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes of the time (RFC 6238), as authenticator apps make them: SHA-1, six digits, 30 seconds. */
final class Totp {
    private static final int SECRET_BYTES = 20;
    private static final long STEP_SECONDS = 30;
    private static final int DIGITS = 6;
    private static final int MODULUS = 1_000_000;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] secret;

    Totp(byte[] secret) {
        this.secret = secret.clone();
    }

    static Totp random(SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new Totp(secret);
    }

    /** The step of a code that is shown now, or was or will be in half a minute: clocks differ, and people type. */
    OptionalLong stepOf(String code, Instant now) {
        long current = now.getEpochSecond() / STEP_SECONDS;
        return LongStream.rangeClosed(current - 1, current + 1)
                .filter(step -> MessageDigest.isEqual(bytes(code(step)), bytes(code)))
                .findFirst();
    }

    String code(Instant at) {
        return code(at.getEpochSecond() / STEP_SECONDS);
    }

    private String code(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
            return "%06d".formatted(number % MODULUS);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    byte[] secret() {
        return secret.clone();
    }

    /** As apps take it from the keyboard. */
    String text() {
        return base32(secret);
    }

    URI uri(String account) {
        return URI.create("otpauth://totp/Concierge:" + URLEncoder.encode(account, StandardCharsets.UTF_8) + "?secret="
                + text() + "&issuer=Concierge&algorithm=SHA1&digits=" + DIGITS + "&period=" + STEP_SECONDS);
    }

    /** RFC 4648, of whole groups of five bytes, which need no padding. */
    static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int group = 0; group < bytes.length; group += 5) {
            long bits = 0;
            for (int i = 0; i < 5; i++) {
                bits = (bits << 8) | (bytes[group + i] & 0xff);
            }
            for (int shift = 35; shift >= 0; shift -= 5) {
                text.append(BASE32.charAt((int) ((bits >> shift) & 31)));
            }
        }
        return text.toString();
    }

    private static byte[] bytes(String code) {
        return code.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "a second factor's secret";
    }
}
