package dev.concierge.user.preferences;

import com.fasterxml.jackson.annotation.JsonAlias;
import jakarta.validation.Valid;
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
    }
}
