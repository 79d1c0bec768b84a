package dev.concierge.hub.delivery;

import dev.concierge.hub.delivery.consent.Objection;
import dev.concierge.hub.delivery.contact.Contact;
import dev.concierge.hub.delivery.contact.Preferences;
import dev.concierge.hub.delivery.contact.Preferences.Span;
import dev.concierge.hub.delivery.rules.Decision;
import dev.concierge.hub.delivery.rules.QuietHours;
import dev.concierge.hub.delivery.rules.RuleSettings;
import dev.concierge.hub.delivery.rules.SentBefore;
import dev.concierge.platform.input.Zones;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a notification may go out on a channel now, later or never. The first rule that objects gives the reason. */
final class DecideDelivery {
    private final RuleSettings settings;

    DecideDelivery(RuleSettings settings) {
        this.settings = settings;
    }

    /** Whether it matters how much advertising went out before. */
    boolean counts() {
        return settings.isCapped();
    }

    /**
     * @param contact null when nobody has this id, or the channel does not ask
     * @param objections what the guest said that user-service has not confirmed
     */
    Decision decide(
            Notification notification,
            Channel channel,
            @Nullable Contact contact,
            List<Objection> objections,
            SentBefore before,
            Instant now) {
        String name = channel.name();
        if (isOver(notification, now)) {
            return new Decision.Suppress(name + ": expired");
        }
        if (!channel.needsContact(notification)) {
            return new Decision.Send();
        }
        if (contact == null) {
            return new Decision.Suppress(name + ": user gone");
        }
        String refusal = channel.refusal(contact, notification.category());
        if (refusal != null) {
            return new Decision.Suppress(refusal);
        }
        String wish = notification.category().wish();
        if (objections.stream().anyMatch(objection -> objection.forbids(name, wish))) {
            return new Decision.Suppress(name + ": unsubscribed");
        }
        return notification.category() == Category.MARKETING
                ? ofMarketing(notification, channel, contact.preferences(), before, now)
                : new Decision.Send();
    }

    private Decision ofMarketing(
            Notification notification, Channel channel, Preferences preferences, SentBefore before, Instant now) {
        String cap = overCap(before);
        if (cap != null) {
            return new Decision.Suppress(channel.name() + ": " + cap);
        }
        return channel.disturbs() ? byQuietHours(notification, channel.name(), preferences, now) : new Decision.Send();
    }

    private static Decision byQuietHours(
            Notification notification, String channel, Preferences preferences, Instant now) {
        QuietHours quiet = quietHours(preferences);
        if (quiet == null) {
            return new Decision.Send();
        }
        if (quiet.isWholeDay()) {
            return new Decision.Suppress(channel + ": quiet hours all day");
        }
        Optional<Instant> end = quiet.endAt(now);
        if (end.isEmpty()) {
            return new Decision.Send();
        }
        return isOver(notification, end.get())
                ? new Decision.Suppress(channel + ": expires in quiet hours")
                : new Decision.Hold(channel + ": quiet hours", end.get());
    }

    private static @Nullable QuietHours quietHours(Preferences preferences) {
        Span span = preferences.quietHours();
        return span == null
                ? null
                : new QuietHours(
                        span.from(), span.to(), Zones.named(preferences.zone() == null ? "UTC" : preferences.zone()));
    }

    private @Nullable String overCap(SentBefore before) {
        if (settings.marketingPerDay() > 0 && before.withinDay() >= settings.marketingPerDay()) {
            return "frequency cap, " + settings.marketingPerDay() + " a day";
        }
        return settings.marketingPerWeek() > 0 && before.withinWeek() >= settings.marketingPerWeek()
                ? "frequency cap, " + settings.marketingPerWeek() + " a week"
                : null;
    }

    private static boolean isOver(Notification notification, Instant at) {
        return notification.expiresAt() != null && !notification.expiresAt().isAfter(at);
    }
}
