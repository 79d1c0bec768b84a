package dev.concierge.hub.delivery.email;

import dev.concierge.platform.input.Numbers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ids of our mails (Message-ID). Ids of notifications can be worked out by those who know what caused them, and anybody
 * may write to where mails come back: so each has a seal besides, which nobody can name who has not had the mail.
 */
public final class MailIds {
    private static final Pattern OURS =
            Pattern.compile("<?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.([0-9a-f]{20})@concierge>?");
    private static final int SEAL_BYTES = 10;

    private final Function<String, byte[]> keyed;

    /** @param keyed the same for the same text, and nobody's who has not our key */
    public MailIds(Function<String, byte[]> keyed) {
        this.keyed = keyed;
    }

    /** Without brackets; of a notification always the same. */
    public String of(UUID notification) {
        return notification + "." + seal(notification) + "@concierge";
    }

    /** What a mail was about; empty for an id that we have not given. */
    public Optional<UUID> notification(String messageId) {
        Matcher parts = OURS.matcher(messageId.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        UUID notification = Numbers.uuid(parts.group(1));
        boolean isSealed = MessageDigest.isEqual(
                parts.group(2).getBytes(StandardCharsets.US_ASCII),
                seal(notification).getBytes(StandardCharsets.US_ASCII));
        return isSealed ? Optional.of(notification) : Optional.empty();
    }

    private String seal(UUID notification) {
        return HexFormat.of().formatHex(Arrays.copyOf(keyed.apply("mail " + notification), SEAL_BYTES));
    }
}
