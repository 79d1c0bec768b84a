package dev.concierge.hub.delivery.email;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How mail goes out, beside {@code spring.mail.*}.
 *
 * @param from the sender of every mail whose business has none
 * @param concurrency how many are sent at once; as many connections are kept to the server, twice
 * @param fallbacks further SMTP servers, host:port, asked in turn when the first is out of reach
 * @param pace mails a second by receiving domain, such as {@code example.org=20}; {@code *} is all of them together
 * @param inDoubt what becomes of a mail that the server may have, when its connection or our pod broke before the answer
 * @param returnPath where mails that cannot be delivered come back to; the sender when there is none
 * @param testRecipients addresses, or whole domains such as {@code @example.org}, that templates may be tried on
 */
@Validated
@ConfigurationProperties(value = "concierge.hub.email", ignoreUnknownFields = false)
record EmailSettings(
        @NotBlank @DefaultValue("Concierge <concierge@localhost>")
        String from,

        @Positive @DefaultValue("16") int concurrency,
        @DefaultValue List<@Pattern(regexp = "^[^:\\s]+:[0-9]{1,5}$") String> fallbacks,
        @DefaultValue Map<String, @Positive Integer> pace,
        @DefaultValue("fail") InDoubt inDoubt,
        @DefaultValue("") String returnPath,
        @DefaultValue List<String> testRecipients) {
    enum InDoubt {
        /** It has failed: nobody gets a mail twice. */
        FAIL,
        /** It is sent again with the same Message-ID: nobody misses one. */
        REPEAT
    }
}
