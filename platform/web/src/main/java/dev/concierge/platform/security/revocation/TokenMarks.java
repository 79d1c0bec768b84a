package dev.concierge.platform.security.revocation;

import dev.concierge.platform.security.Caller;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a token can be revoked by. Marks are the first half of a SHA-256, so that a list of them names nobody, and a socket
 * that keeps its own stays small.
 *
 * @param token of the token's own id, {@code jti}; null when it has none
 * @param subject of whom it speaks for
 * @param tenants of what it names besides: each can be withdrawn by itself
 */
public record TokenMarks(@Nullable UUID token, UUID subject, List<Tenant> tenants) {
    /**
     * A business that a token names.
     *
     * @param subjects of what its subject may do there
     * @param everybodys of the business itself
     */
    record Tenant(String business, UUID subjects, UUID everybodys) {}

    public static TokenMarks of(@Nullable String tokenId, Caller caller) {
        return new TokenMarks(
                tokenId == null ? null : ofToken(tokenId),
                ofSubject(caller.kind(), caller.subject()),
                caller.businesses().stream()
                        .map(business -> new Tenant(
                                business, ofTenant(caller.kind(), caller.subject(), business), ofBusiness(business)))
                        .toList());
    }

    /** Of one token. */
    public static UUID ofToken(String tokenId) {
        return mark("TOKEN " + tokenId);
    }

    /** Of every token of somebody; a client may be named as a guest is. */
    public static UUID ofSubject(Caller.Kind kind, String subject) {
        return mark(kind + " " + subject);
    }

    /** Of one business in every token of somebody: those tokens go on counting for the others. */
    public static UUID ofTenant(Caller.Kind kind, String subject, String business) {
        return mark("TENANT " + business + " " + kind + " " + subject); // an id of a business has no spaces
    }

    /** Of one business in every token of anybody. */
    public static UUID ofBusiness(String business) {
        return mark("BUSINESS " + business);
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
