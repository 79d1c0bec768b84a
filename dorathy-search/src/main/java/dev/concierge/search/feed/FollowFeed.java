package dev.concierge.search.feed;

import dev.concierge.platform.http.ServiceUnavailable;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.search.document.DocumentKey;
import dev.concierge.search.document.Searchable;
import dev.concierge.search.feed.Feed.Change;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientException;

/** Keeps a kind in the index equal to its feed: goes on where the index stands, or reads all of it when that fits no more. */
final class FollowFeed {
    private static final Logger log = LoggerFactory.getLogger(FollowFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Feed feed;
    private final FollowedIndex index;
    private final Consumer<Progress> told;

    /** @param told how far it has come, whenever it has come further */
    FollowFeed(Feed feed, FollowedIndex index, Consumer<Progress> told) {
        this.feed = feed;
        this.index = index;
        this.told = told;
    }

    /**
     * @param read messages since it began
     * @param toRead messages that were there when it began
     */
    record Progress(long read, long toRead, boolean isCaughtUp) {}

    void follow(TopicReader topic, String topicId, BooleanSupplier goOn) throws IOException {
        Map<Integer, Long> targets = topic.ends();
        Position start = start(topic, topicId, targets);
        topic.seek(start.offsets());
        long toRead = start.distanceTo(targets);
        boolean caughtUp = false;
        while (goOn.getAsBoolean()) {
            List<Change> changes = new ArrayList<>();
            List<ReceivedMessage> look = topic.poll(POLL);
            Function<ReceivedMessage, Optional<Change>> reading = feed.reading(look);
            for (ReceivedMessage message : look) {
                read(message, reading).ifPresent(changes::add);
            }
            Position position = new Position(topicId, topic.offsets());
            index.apply(feed.topic(), changes, position);
            caughtUp |= position.hasReached(targets);
            topic.applied(caughtUp);
            told.accept(new Progress(toRead - position.distanceTo(targets), toRead, caughtUp));
        }
        index.commit();
    }

    private Position start(TopicReader topic, String topicId, Map<Integer, Long> ends) throws IOException {
        Position kept = index.begin(feed.topic());
        Map<Integer, Long> beginnings = topic.beginnings();
        if (kept.continuesIn(topicId, beginnings, ends)) {
            log.info("{}: going on behind what the index has", feed.topic());
            return kept;
        }
        log.info("{}: reading all of it, as the index stands at {}", feed.topic(), kept);
        Listing listing = new Listing();
        feed.list(listing::take);
        return new Position(topicId, feed.isListed() ? ends : beginnings);
    }

    /** Clears with the first page that comes: what is there stays while its service is away. */
    private final class Listing {
        private boolean hasBegun;
        private long listed;

        private void take(List<Searchable> page) throws IOException {
            if (!hasBegun) {
                index.clear(feed.topic(), feed.kind());
                hasBegun = true;
            }
            List<Change> puts = page.stream().<Change>map(Change.Put::new).toList();
            index.apply(feed.topic(), puts, Position.NONE);
            listed += page.size();
            told.accept(new Progress(listed, listed, false));
        }
    }

    /** What cannot be read is left out, rather than found as it was before. */
    private Optional<Change> read(ReceivedMessage message, Function<ReceivedMessage, Optional<Change>> reading) {
        try {
            return reading.apply(message);
        } catch (ServiceUnavailable | RestClientException away) {
            throw away;
        } catch (RuntimeException unreadable) {
            log.warn("{} {} cannot be read and is left out: {}", feed.topic(), message.key(), unreadable.getMessage());
            return Optional.of(new Change.Remove(new DocumentKey(feed.kind(), message.key())));
        }
    }
}
