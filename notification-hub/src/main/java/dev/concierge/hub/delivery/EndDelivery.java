package dev.concierge.hub.delivery;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Ends the delivery of a notification on one channel, once, with its receipt. */
final class EndDelivery {
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
    boolean end(Notification notification, String channel, Outcome outcome) {
        return !end(channel, Map.of(notification, outcome)).isEmpty();
    }

    /** The same for several at once; returns those that it ended. */
    Set<UUID> end(String channel, Map<Notification, Outcome> outcomes) {
        Instant now = clock.instant();
        Map<UUID, Outcome> byId = new LinkedHashMap<>();
        outcomes.forEach((notification, outcome) -> byId.put(notification.id(), outcome));
        Set<UUID> ended = notifications.end(channel, byId, now);
        outcomes.forEach((notification, outcome) -> {
            if (ended.contains(notification.id())) {
                tell(notification, channel, outcome, now);
            }
        });
        return ended;
    }

    private void tell(Notification notification, String channel, Outcome outcome, Instant now) {
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
    }
}
