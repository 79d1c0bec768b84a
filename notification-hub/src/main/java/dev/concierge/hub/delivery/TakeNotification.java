package dev.concierge.hub.delivery;

import dev.concierge.hub.live.SendLive;
import dev.concierge.platform.effect.Effects;
import dev.concierge.platform.id.Ids;
import java.time.Clock;
import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Takes a notification once and sets it on its way on each of its channels. */
final class TakeNotification {
    static final String EMAIL = "email";
    static final String LIVE = "live";

    private final Notifications notifications;
    private final EndDelivery deliveries;
    private final Effects effects;
    private final SendLive live;
    private final Clock clock;

    TakeNotification(Notifications notifications, EndDelivery deliveries, Effects effects, SendLive live, Clock clock) {
        this.notifications = notifications;
        this.deliveries = deliveries;
        this.effects = effects;
        this.live = live;
        this.clock = clock;
    }

    /** Runs in the transaction of its batch. */
    void on(NotificationRequested requested) {
        Instant now = clock.instant();
        Notification notification = requested.notification();
        if (notifications.add(notification, requested.channels(), now)) {
            requested.channels().forEach(channel -> send(notification, channel, now));
        }
    }

    private void send(Notification notification, String channel, Instant now) {
        switch (channel) {
            case EMAIL ->
                effects.request(
                        Ids.derived(notification.id(), EMAIL),
                        EMAIL,
                        notification.userId(),
                        new DeliveryRequested(notification.id()));
            case LIVE -> {
                String topic = "users:" + notification.userId();
                live.send(Ids.derived(notification.id(), LIVE), topic, "notification", payload(notification, now));
                deliveries.end(notification, LIVE, new Outcome.Sent());
            }
            default -> {
                Outcome outcome = new Outcome.Suppressed(channel + ": no provider configured");
                deliveries.end(notification, channel, outcome);
            }
        }
    }

    /** Lies in Kafka, so it is rendered without the guest's personal data. */
    private static ObjectNode payload(Notification notification, Instant now) {
        Content content = notification.content();
        Placeholders placeholders = new Placeholders(notification.data(), _ -> null);
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("notificationId", notification.id().toString());
        if (content.subject() != null) {
            payload.put("subject", placeholders.line(content.subject()));
        }
        payload.put("text", placeholders.text(content.text()));
        return payload.put("sentAt", now.toString());
    }
}
