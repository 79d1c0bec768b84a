package dev.concierge.user.token.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Compares client secrets by SHA-256, in constant time. A slow hash protects what people choose and thieves guess;
 * these secrets are generated, at least 128 bits (the files are refused below that), nobody guesses them, and a
 * bcrypt for each token would cost 50 times the signature.
 */
final class SecretDigest implements PasswordEncoder {
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
                && MessageDigest.isEqual(
                        encode(secret).getBytes(StandardCharsets.US_ASCII), digest.getBytes(StandardCharsets.US_ASCII));
    }
}
