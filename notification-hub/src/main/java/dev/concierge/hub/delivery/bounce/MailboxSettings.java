package dev.concierge.hub.delivery.bounce;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The mailbox that returned mails go to, where no provider calls us. It should be for them alone.
 *
 * @param host of the IMAP or POP3 server; none: nothing is read
 * @param port 0 for the protocol's own
 * @param folder of IMAP; POP3 has one
 * @param poll from one look to the next
 */
@Validated
@ConfigurationProperties(value = "concierge.hub.bounces", ignoreUnknownFields = false)
record MailboxSettings(
        @Nullable String host,
        @PositiveOrZero @Max(65_535) @DefaultValue("0") int port,
        @NotNull @DefaultValue("imaps") Protocol protocol,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("INBOX") String folder,
        @DefaultValue("1m") Duration poll) {
    enum Protocol {
        IMAP,
        IMAPS,
        POP3,
        POP3S;

        /** As Jakarta Mail names it. */
        String written() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return protocol.written() + "://" + username + "@" + host + (port == 0 ? "" : ":" + port) + "/" + folder;
    }
}
