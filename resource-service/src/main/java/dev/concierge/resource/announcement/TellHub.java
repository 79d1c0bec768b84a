package dev.concierge.resource.announcement;

import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.message.ReceivedMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Queues each change for the hub, in order, in the transaction that moves the position. */
@Component
class TellHub implements Subscription {
    private final HubQueue queue;

    TellHub(HubQueue queue) {
        this.queue = queue;
    }

    @Override
    public String name() {
        return "hub";
    }

    @Override
    public List<String> topics() {
        return List.of(ResourceTopic.NAME);
    }

    @Override
    public void on(List<ReceivedMessage> batch) {
        queue.add(batch.stream().map(TellHub::notification).toList());
    }

    private static HubQueue.Queued notification(ReceivedMessage message) {
        return new HubQueue.Queued(
                0,
                message.key(),
                message.id(),
                new String(Objects.requireNonNull(message.body().bytes()), StandardCharsets.UTF_8));
    }
}
