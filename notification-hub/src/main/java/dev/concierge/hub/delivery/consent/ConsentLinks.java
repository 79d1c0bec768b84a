package dev.concierge.hub.delivery.consent;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links by which whoever got a mail says what they want, without signing in: whom, which channel and which wish they are
 * about is in them, signed. They do not expire, as mails do not.
 */
public final class ConsentLinks {
    static final String PATH = "/notifications/unsubscribe/";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 16;
    private static final String SEPARATOR = "|";

    private final LinkKeys keys;
    private final URI publicUrl;

    ConsentLinks(LinkKeys keys, URI publicUrl) {
        this.keys = keys;
        this.publicUrl = publicUrl;
    }

    /** What a link is about. */
    record Subject(String userId, String channel, String wish) {}

    /** @param wish that the link's one click takes back */
    public URI to(String userId, String channel, String wish) {
        return publicUrl.resolve(PATH + token(new Subject(userId, channel, wish)));
    }

    /** The same for the same text, and nobody's who does not have our key: the first one, which stays. */
    public byte[] pseudonym(String text) {
        return mac(text.getBytes(StandardCharsets.UTF_8), keys.all().getLast());
    }

    private String token(Subject subject) {
        byte[] text = String.join(SEPARATOR, subject.channel(), subject.wish(), subject.userId())
                .getBytes(StandardCharsets.UTF_8);
        byte[] mac = mac(text, keys.all().getFirst());
        byte[] both = Arrays.copyOf(mac, MAC_BYTES + text.length);
        System.arraycopy(text, 0, both, MAC_BYTES, text.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
    }

    /** Empty for what we have not signed. */
    Optional<Subject> read(String token) {
        byte[] both;
        try {
            both = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
        if (both.length <= MAC_BYTES) {
            return Optional.empty();
        }
        byte[] mac = Arrays.copyOf(both, MAC_BYTES);
        byte[] text = Arrays.copyOfRange(both, MAC_BYTES, both.length);
        return keys.all().stream().anyMatch(key -> MessageDigest.isEqual(mac, Arrays.copyOf(mac(text, key), MAC_BYTES)))
                ? Optional.of(subject(new String(text, StandardCharsets.UTF_8)))
                : Optional.empty();
    }

    private static Subject subject(String text) {
        String[] parts = text.split("\\|", 3);
        return new Subject(parts[2], parts[0], parts[1]);
    }

    private static byte[] mac(byte[] text, byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
