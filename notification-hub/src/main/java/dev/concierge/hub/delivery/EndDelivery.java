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

    /** Says that it waits; call it in the transaction that holds it. */
    void delay(Notification notification, String channel, String reason, Instant until) {
        Receipt receipt = new Receipt(
                notification.id(),
                notification.userId(),
                channel,
                clock.instant(),
                reason,
                until,
                notification.source());
        outbox.append(new OutgoingMessage(
                Ids.derived(notification.id(), channel + ":delayed:" + until),
                Receipt.TOPIC,
                notification.userId(),
                "notification.delayed",
                receipt));
        meters.counter("hub.notifications.delayed", "channel", channel).increment();
    }

    void triedAgain(String channel) {
        meters.counter("hub.notifications.retried", "channel", channel).increment();
    }

    /** Call it in a transaction; false when it has ended before or its guest was erased. */
    public boolean end(Notification notification, String channel, Outcome outcome) {
        Instant now = clock.instant();
        if (!notifications.end(notification.id(), channel, outcome, now)) {
            return false;
        }
        Receipt receipt = new Receipt(
                notification.id(), notification.userId(), channel, now, outcome.reason(), null, notification.source());
        outbox.append(new OutgoingMessage(
                Ids.derived(notification.id(), channel + ":" + outcome.state()),
                Receipt.TOPIC,
                notification.userId(),
                "notification." + outcome.state(),
                receipt));
        meters.counter("hub.notifications." + outcome.state(), "channel", channel)
                .increment();
        return true;
    }
}
