package dev.concierge.user.preferences;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;

/**
 * What was said of one wish of a guest.
 *
 * @param source who or what said it, such as {@code one-click}, {@code bounce}, {@code import} or {@code client app}
 * @param at when it was said, which may be long before it was recorded
 */
public record Consent(
        @NotNull(message = "email, sms or push") Channel channel,

        @NotNull(message = "reachable, subscribed, marketing or transactional")
        Wish wish,

        @NotNull(message = "true or false") Boolean given,

        @NotNull(message = SOURCE) @Pattern(regexp = "^[a-z0-9][a-z0-9 ._-]{0,99}$", message = SOURCE)
        String source,

        @NotNull(message = "when it was said") Instant at) {
    private static final String SOURCE = "who or what said it, such as one-click or import";

    /** A way to reach a guest that has wishes of its own. */
    public enum Channel {
        @JsonProperty("email")
        EMAIL,
        @JsonProperty("sms")
        SMS,
        @JsonProperty("push")
        PUSH
    }

    /** What there is to say of a channel; what each means stands at {@link Preferences.Channel}. */
    public enum Wish {
        @JsonProperty("reachable")
        REACHABLE,
        @JsonProperty("subscribed")
        SUBSCRIBED,
        @JsonProperty("marketing")
        MARKETING,
        @JsonProperty("transactional")
        TRANSACTIONAL
    }
}
