package dev.concierge.hub.delivery;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.MessageScope;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.outbox.Outbox;
import io.micrometer.core.instrument.Counter;
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
    private final MessageScope scope;
    private final Clock clock;
    private final MeterRegistry meters;

    /** @param channels that have a provider: counted from the start, so that the first of each end has a rate */
    EndDelivery(
            Notifications notifications,
            Outbox outbox,
            MessageScope scope,
            Set<String> channels,
            Clock clock,
            MeterRegistry meters) {
        this.notifications = notifications;
        this.outbox = outbox;
        this.scope = scope;
        this.clock = clock;
        this.meters = meters;
        for (String channel : channels) {
            sent(channel);
            failed(channel);
            suppressed(channel);
            delayed(channel);
            retried(channel);
        }
    }

    /** Says that it waits; call it in the transaction that holds it. */
    void delay(Notification notification, String channel, String reason, Instant until) {
        say(
                notification,
                channel + ":delayed:" + until,
                "delayed",
                new Receipt(
                        notification.id(),
                        notification.userId(),
                        channel,
                        clock.instant(),
                        reason,
                        until,
                        notification.source()));
        delayed(channel).increment();
    }

    void triedAgain(String channel) {
        retried(channel).increment();
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
        say(
                notification,
                channel + ":" + outcome.state(),
                outcome.state(),
                new Receipt(
                        notification.id(),
                        notification.userId(),
                        channel,
                        now,
                        outcome.reason(),
                        null,
                        notification.source()));
        Counter ended = switch (outcome) {
            case Outcome.Sent _ -> sent(channel);
            case Outcome.Suppressed _ -> suppressed(channel);
            case Outcome.Failed _ -> failed(channel);
        };
        ended.increment();
    }

    /** In the trace that asked for it, since a batch of deliveries ends in one of its own. */
    private void say(Notification notification, String name, String what, Receipt receipt) {
        OutgoingMessage message = new OutgoingMessage(
                Ids.derived(notification.id(), name),
                Receipt.TOPIC,
                notification.userId(),
                "notification." + what,
                receipt);
        String trace = notification.traceparent();
        if (trace == null) {
            outbox.append(message);
        } else {
            scope.run("notification " + what, Map.of("traceparent", trace), () -> outbox.append(message));
        }
    }

    private Counter sent(String channel) {
        return counter("hub.notifications.sent", "Deliveries that went out", channel);
    }

    private Counter failed(String channel) {
        return counter("hub.notifications.failed", "Deliveries given up", channel);
    }

    private Counter suppressed(String channel) {
        return counter("hub.notifications.suppressed", "Deliveries that were not to go out", channel);
    }

    private Counter delayed(String channel) {
        return counter("hub.notifications.delayed", "Deliveries held until later", channel);
    }

    private Counter retried(String channel) {
        return counter("hub.notifications.retried", "Attempts that failed and are made again", channel);
    }

    private Counter counter(String name, String description, String channel) {
        return Counter.builder(name)
                .description(description)
                .tag("channel", channel)
                .register(meters);
    }
}
