package dev.concierge.user.preferences;

import com.fasterxml.jackson.annotation.JsonAlias;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a guest wants to be reached. What a body leaves out is as for a new guest.
 *
 * @param zone an IANA time zone, in which the quiet hours count
 * @param quietHours when nothing but the transactional may arrive; null for never
 */
public record Preferences(
        @JsonAlias("email_preferences") Channel email,
        @JsonAlias("sms_preferences") Channel sms,
        @JsonAlias("push_notification") Channel push,
        @IanaZone String zone,
        @Valid @Nullable QuietHours quietHours) {
    private static final Channel NEW = new Channel(true, true, false, true);

    /** What holds for a new guest. */
    public static final Preferences DEFAULT = new Preferences(NEW, NEW, NEW, "UTC", null);

    public Preferences {
        email = email == null ? NEW : email;
        sms = sms == null ? NEW : sms;
        push = push == null ? NEW : push;
        zone = zone == null ? "UTC" : zone;
    }

    /** The same but for what was said of one wish. */
    Preferences with(Consent consent) {
        return switch (consent.channel()) {
            case EMAIL -> new Preferences(email.with(consent), sms, push, zone, quietHours);
            case SMS -> new Preferences(email, sms.with(consent), push, zone, quietHours);
            case PUSH -> new Preferences(email, sms, push.with(consent), zone, quietHours);
        };
    }

    /** What these say of a wish. */
    boolean says(Consent.Channel channel, Consent.Wish wish) {
        Channel wishes = switch (channel) {
            case EMAIL -> email;
            case SMS -> sms;
            case PUSH -> push;
        };
        return wishes.says(wish);
    }

    /**
     * @param reachable whether the address or device is known to work
     * @param subscribed whether the guest wants anything at all
     * @param marketing whether the guest agreed to be advertised to
     * @param transactional whether the guest wants to hear about what they did themselves
     */
    public record Channel(Boolean reachable, Boolean subscribed, Boolean marketing, Boolean transactional) {
        public Channel {
            reachable = reachable == null || reachable;
            subscribed = subscribed == null || subscribed;
            marketing = marketing != null && marketing;
            transactional = transactional == null || transactional;
        }

        private Channel with(Consent consent) {
            Boolean given = consent.given();
            return switch (consent.wish()) {
                case REACHABLE -> new Channel(given, subscribed, marketing, transactional);
                case SUBSCRIBED -> new Channel(reachable, given, marketing, transactional);
                case MARKETING -> new Channel(reachable, subscribed, given, transactional);
                case TRANSACTIONAL -> new Channel(reachable, subscribed, marketing, given);
            };
        }

        private boolean says(Consent.Wish wish) {
            return switch (wish) {
                case REACHABLE -> reachable;
                case SUBSCRIBED -> subscribed;
                case MARKETING -> marketing;
                case TRANSACTIONAL -> transactional;
            };
        }
    }

    /** A span of local time, over midnight when {@code to} is before {@code from}; the same twice is the whole day. */
    public record QuietHours(
            @NotNull(message = EXPECTED) @Pattern(regexp = TIME, message = EXPECTED)
            String from,

            @NotNull(message = EXPECTED) @Pattern(regexp = TIME, message = EXPECTED)
            String to) {
        private static final String TIME = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
        private static final String EXPECTED = "a local time such as 22:00";
    }
}
