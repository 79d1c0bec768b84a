package dev.concierge.hub.delivery;

import dev.concierge.platform.message.Traces;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/** Takes a notification once and sets it on its way on each of its channels. */
final class TakeNotification {
    private final Notifications notifications;
    private final EndDelivery deliveries;
    private final DeliveryLoops loops;
    private final Set<String> channels;
    private final Traces traces;
    private final Clock clock;

    /** @param channels those that have a provider */
    TakeNotification(
            Notifications notifications,
            EndDelivery deliveries,
            DeliveryLoops loops,
            Set<String> channels,
            Traces traces,
            Clock clock) {
        this.notifications = notifications;
        this.deliveries = deliveries;
        this.loops = loops;
        this.channels = channels;
        this.traces = traces;
        this.clock = clock;
    }

    /** Runs in the transaction of its batch. */
    void on(NotificationRequested requested) {
        Instant now = clock.instant();
        Notification notification = requested.notification(traces.traceparent());
        if (notifications.add(notification, requested.channels(), now)) {
            requested.channels().stream()
                    .filter(channel -> !channels.contains(channel))
                    .forEach(channel -> deliveries.end(
                            notification, channel, new Outcome.Suppressed(channel + ": no provider configured")));
            loops.lookAfterCommit();
        }
    }
}
