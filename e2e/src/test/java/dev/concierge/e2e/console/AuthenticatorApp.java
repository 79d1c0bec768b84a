package dev.concierge.e2e.console;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a phone makes of a secret (RFC 6238). */
record AuthenticatorApp(String secret) {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final long STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;

    String shows(Instant at) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(bytes(), "HmacSHA1"));
        byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES)
                .putLong(at.getEpochSecond() / STEP_SECONDS)
                .array());
        int number =
                ByteBuffer.wrap(hash, hash[hash.length - 1] & 15, Integer.BYTES).getInt() & Integer.MAX_VALUE;
        return "%06d".formatted(number % MODULUS);
    }

    private byte[] bytes() {
        String letters = secret.replace(" ", "");
        ByteBuffer bytes = ByteBuffer.allocate(letters.length() * 5 / 8);
        long bits = 0;
        int held = 0;
        for (int i = 0; i < letters.length(); i++) {
            bits = (bits << 5) | BASE32.indexOf(letters.charAt(i));
            held += 5;
            if (held >= 8) {
                held -= 8;
                bytes.put((byte) (bits >> held));
            }
        }
        return bytes.array();
    }
}
