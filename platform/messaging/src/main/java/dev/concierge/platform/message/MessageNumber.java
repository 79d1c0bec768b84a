package dev.concierge.platform.message;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The number that a relay gave a message, dense for each topic and shard of its outbox.
 *
 * @param outbox the database that the message comes from
 * @param numberedAt when, in microseconds; it rises with each batch of the shard, so that numbers given again after a
 *     restore of that database are not taken for a repetition
 * @param number one more than that of the message before it
 */
public record MessageNumber(UUID outbox, long numberedAt, long number) {
    private static final String HEADER = "concierge-number";
    private static final Pattern TEXT = Pattern.compile("([0-9a-f-]{36})/(\\d{1,18})/(\\d{1,18})");

    /** The number that a message carries; null for one that no relay sent. */
    public static @Nullable MessageNumber in(Map<String, String> headers) {
        String text = headers.get(HEADER);
        Matcher matcher = TEXT.matcher(text == null ? "" : text);
        if (!matcher.matches()) {
            return null;
        }
        try {
            return new MessageNumber(
                    UUID.fromString(matcher.group(1)),
                    Long.parseLong(matcher.group(2)),
                    Long.parseLong(matcher.group(3)));
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    public void addTo(Headers headers) {
        headers.add(HEADER, (outbox + "/" + numberedAt + "/" + number).getBytes(StandardCharsets.UTF_8));
    }
}
