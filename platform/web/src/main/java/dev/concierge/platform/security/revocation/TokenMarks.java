package dev.concierge.platform.security.revocation;

import dev.concierge.platform.security.Caller;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a token can be revoked by. Marks are the first half of a SHA-256, so that a list of them names nobody, and a socket
 * that keeps its own stays small.
 *
 * @param token of the token's own id, {@code jti}; null when it has none
 * @param subject of whom it speaks for
 */
public record TokenMarks(@Nullable UUID token, UUID subject) {
    public static TokenMarks of(@Nullable String tokenId, Caller.Kind kind, String subject) {
        return new TokenMarks(tokenId == null ? null : ofToken(tokenId), ofSubject(kind, subject));
    }

    /** Of one token. */
    public static UUID ofToken(String tokenId) {
        return mark("TOKEN " + tokenId);
    }

    /** Of every token of somebody; a client may be named as a guest is. */
    public static UUID ofSubject(Caller.Kind kind, String subject) {
        return mark(kind + " " + subject);
    }

    private static UUID mark(String text) {
        try {
            ByteBuffer digest =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            return new UUID(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException noJdkWithoutIt) {
            throw new IllegalStateException(noJdkWithoutIt);
        }
    }
}
