package dev.concierge.hub.delivery;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;

/** Ends the delivery of a notification on one channel, once, with its receipt. */
public final class EndDelivery {
    private final Notifications notifications;
    private final Outbox outbox;
    private final Clock clock;
    private final MeterRegistry meters;

    EndDelivery(Notifications notifications, Outbox outbox, Clock clock, MeterRegistry meters) {
        this.notifications = notifications;
        this.outbox = outbox;
        this.clock = clock;
        this.meters = meters;
    }

    /** Call it in a transaction. */
    public void end(Notification notification, String channel, Outcome outcome) {
        Instant now = clock.instant();
        if (!notifications.end(notification.id(), channel, outcome, now)) {
            return;
        }
        Receipt receipt = new Receipt(
                notification.id(), notification.userId(), channel, now, outcome.reason(), notification.source());
        outbox.append(new OutgoingMessage(
                Ids.derived(notification.id(), channel + ":" + outcome.state()),
                Receipt.TOPIC,
                notification.userId(),
                "notification." + outcome.state(),
                receipt));
        meters.counter("hub.notifications." + outcome.state(), "channel", channel)
                .increment();
    }
}
