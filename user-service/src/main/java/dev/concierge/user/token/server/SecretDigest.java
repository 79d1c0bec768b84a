package dev.concierge.user.token.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Compares client secrets by SHA-256, in constant time. A slow hash protects what people choose and thieves guess;
 * these secrets are generated, at least 128 bits (the files are refused below that), nobody guesses them, and a
 * bcrypt for each token would cost 50 times the signature.
 */
final class SecretDigest implements PasswordEncoder {
    /** Stands between digests of which any will do: a secret that was renewed may count for a while beside the new one. */
    static final String BETWEEN = " ";

    @Override
    public String encode(@Nullable CharSequence secret) {
        try {
            byte[] bytes = String.valueOf(secret).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String digest) {
        return secret != null
                && digest != null
                && Arrays.stream(digest.split(BETWEEN, -1)).anyMatch(each -> isEqual(encode(secret), each));
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
