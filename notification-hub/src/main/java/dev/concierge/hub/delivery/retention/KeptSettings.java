package dev.concierge.hub.delivery.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long is kept what was told to guests, counted from when it was asked for. Topics hold messages for seven days, and
 * what comes again within that time is known by its id: so nothing is forgotten before.
 *
 * @param mails what notifications said: their words and the data of their templates
 * @param receipts what became of them, with all else that is known of them; no shorter than {@code mails}
 * @param inbox what lies in inboxes, read or not
 */
@ConfigurationProperties(value = "concierge.hub.kept", ignoreUnknownFields = false)
record KeptSettings(
        @DefaultValue("90d") Duration mails,
        @DefaultValue("365d") Duration receipts,
        @DefaultValue("365d") Duration inbox) {
    private static final Duration LEAST = Duration.ofDays(8);

    KeptSettings {
        requireAtLeast("mails", mails, LEAST);
        requireAtLeast("receipts", receipts, mails);
        requireAtLeast("inbox", inbox, LEAST);
    }

    private static void requireAtLeast(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "concierge.hub.kept." + name + ": " + value + " (expected: at least " + least + ")");
        }
    }
}
