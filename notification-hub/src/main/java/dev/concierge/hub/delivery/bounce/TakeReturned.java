package dev.concierge.hub.delivery.bounce;

import dev.concierge.hub.delivery.Notifications;
import dev.concierge.hub.delivery.consent.ChangeConsent;
import java.util.UUID;

/** Writes no more to who cannot be reached, or has called our mail spam. */
final class TakeReturned {
    private static final String EMAIL = "email";

    private final Notifications notifications;
    private final ChangeConsent consents;

    TakeReturned(Notifications notifications, ChangeConsent consents) {
        this.notifications = notifications;
        this.consents = consents;
    }

    /** Returns what follows, in a word. */
    String take(Returned returned) {
        return switch (returned) {
            case Returned.Undeliverable(UUID id, String _) -> say(id, "reachable", "bounce", "unreachable");
            case Returned.Complaint(UUID id) -> say(id, "subscribed", "complaint", "unsubscribed");
            case Returned.Nothing nothing -> "ignored: " + nothing.why();
        };
    }

    private String say(UUID notificationId, String wish, String source, String done) {
        return notifications
                .find(notificationId)
                .map(notification -> {
                    consents.change(notification.userId(), EMAIL, wish, false, source);
                    return done;
                })
                .orElse("ignored: no such notification");
    }
}
