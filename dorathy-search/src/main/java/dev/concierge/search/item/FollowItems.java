package dev.concierge.search.item;

import dev.concierge.platform.message.ReceivedMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Keeps the index equal to the topic: reads on from where the index stands, or all of it when that fits no more. */
final class FollowItems {
    static final String TOPIC = "items";

    private static final Logger log = LoggerFactory.getLogger(FollowItems.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(5);

    private final ItemIndex index;
    private final Runnable onCaughtUp;

    /** @param onCaughtUp called whenever everything that was there at the start of following can be found */
    FollowItems(ItemIndex index, Runnable onCaughtUp) {
        this.index = index;
        this.onCaughtUp = onCaughtUp;
    }

    void follow(TopicReader topic, String topicId, BooleanSupplier goOn) throws IOException {
        Map<Integer, Long> targets = topic.ends();
        topic.seek(start(topic, topicId, targets).offsets());
        boolean caughtUp = false;
        long committedAt = System.nanoTime();
        Position committed = index.position();
        while (goOn.getAsBoolean()) {
            List<ReceivedMessage> messages = topic.poll(POLL);
            for (ReceivedMessage message : messages) {
                apply(message);
            }
            if (!messages.isEmpty()) {
                index.refresh();
            }
            Position position = new Position(topicId, topic.offsets());
            if (!caughtUp && position.hasReached(targets)) {
                caughtUp = true;
                onCaughtUp.run();
            }
            if (!position.equals(committed) && System.nanoTime() - committedAt > COMMIT_EVERY.toNanos()) {
                index.commit(position);
                committed = position;
                committedAt = System.nanoTime();
            }
        }
        index.commit(new Position(topicId, topic.offsets()));
    }

    private Position start(TopicReader topic, String topicId, Map<Integer, Long> ends) throws IOException {
        Position kept = index.position();
        Map<Integer, Long> beginnings = topic.beginnings();
        if (kept.continuesIn(topicId, beginnings, ends)) {
            return kept;
        }
        log.info("Reading all of {}: the index stands at {}", TOPIC, kept);
        index.clear();
        return new Position(topicId, beginnings);
    }

    private void apply(ReceivedMessage message) throws IOException {
        if (message.body().bytes() == null || message.type().equals(Item.DELETED)) {
            index.remove(message.key());
        } else if (message.type().equals(Item.SAVED)) {
            try {
                index.put(message.as(Item.class));
            } catch (JacksonException | NullPointerException | IllegalArgumentException unreadable) {
                log.warn("Item {} cannot be read and is left out: {}", message.key(), unreadable.getMessage());
                index.remove(message.key());
            }
        }
    }
}
