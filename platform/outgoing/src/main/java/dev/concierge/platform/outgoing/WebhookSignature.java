package dev.concierge.platform.outgoing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs webhooks as Standard Webhooks says (symmetric, {@code v1}); several secrets while one replaces another. */
public final class WebhookSignature {
    private static final String PREFIX = "whsec_";
    private static final String HMAC = "HmacSHA256";
    private static final int FEWEST_BYTES = 24;

    private final List<byte[]> secrets;

    /**
     * @param secrets each {@code whsec_} and 24 bytes or more in base64
     * @throws IllegalArgumentException for anything else
     */
    public WebhookSignature(List<String> secrets) {
        this.secrets = secrets.stream().map(WebhookSignature::bytes).toList();
    }

    /** The headers that go with this body; the id is the message's, the time that of this attempt. */
    public Map<String, String> headers(String id, Instant time, byte[] body) {
        String seconds = Long.toString(time.getEpochSecond());
        byte[] head = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream signed = new ByteArrayOutputStream(head.length + body.length);
        signed.writeBytes(head);
        signed.writeBytes(body);
        String signatures = secrets.stream()
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(hmac(secret, signed.toByteArray())))
                .collect(Collectors.joining(" "));
        return Map.of("webhook-id", id, "webhook-timestamp", seconds, "webhook-signature", signatures);
    }

    private static byte[] bytes(String secret) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : "");
        } catch (IllegalArgumentException unreadable) {
            bytes = new byte[0];
        }
        if (bytes.length < FEWEST_BYTES) {
            throw new IllegalArgumentException(
                    "secret: not shown (expected: whsec_ and at least " + FEWEST_BYTES + " bytes in base64)");
        }
        return bytes;
    }

    private static byte[] hmac(byte[] secret, byte[] text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return mac.doFinal(text);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(HMAC + " is missing", missing);
        }
    }
}
