package dev.concierge.platform.consumer;

import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * A subscription that tells on topic {@code erasures}, in the transaction of the batch, what it has erased: whoever asked
 * for it learns that it is done, and what was parked of the key is gone by then as well.
 */
final class WithReceipts implements Subscription {
    private static final String TOPIC = "erasures";
    private static final String TYPE = "erasure.done";

    private final Subscription subscription;
    private final String service;
    private final Outbox outbox;
    private final Clock clock;

    WithReceipts(Subscription subscription, String service, Outbox outbox, Clock clock) {
        this.subscription = subscription;
        this.service = service;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * {@code erasure.done} on topic {@code erasures}.
     *
     * @param subject the key that was erased
     * @param reader which of the service's subscriptions; empty for the one without a name
     */
    record Receipt(String subject, String service, String reader, Instant erasedAt) {}

    @Override
    public String name() {
        return subscription.name();
    }

    @Override
    public List<String> topics() {
        return subscription.topics();
    }

    @Override
    public boolean erases(ReceivedMessage message) {
        return subscription.erases(message);
    }

    @Override
    public boolean compacted() {
        return subscription.compacted();
    }

    @Override
    public boolean recognisesRepetitions() {
        return subscription.recognisesRepetitions();
    }

    @Override
    public void parked(ReceivedMessage message) {
        subscription.parked(message);
    }

    @Override
    public void on(List<ReceivedMessage> batch) {
        subscription.on(batch);
        for (ReceivedMessage message : batch) {
            if (subscription.erases(message)) {
                Receipt receipt = new Receipt(message.key(), service, name(), clock.instant());
                message.within(() -> outbox.append(TOPIC, message.key(), TYPE, receipt));
            }
        }
    }
}
