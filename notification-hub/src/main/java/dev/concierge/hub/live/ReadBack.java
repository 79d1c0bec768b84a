package dev.concierge.hub.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.concierge.platform.consumer.ReadRange;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.web.Shares;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the history in memory has forgotten from the topic again: for clients that were away for long. After a long
 * outage all of a pod come at once, many with one token: they wait for their turn, and one reading serves all who missed
 * the same.
 */
final class ReadBack implements OlderBroadcasts {
    private static final Logger log = LoggerFactory.getLogger(ReadBack.class);
    private static final int AT_ONCE = 4;
    /** Of one caller, who may ask on every socket and each time from the beginning. */
    private static final int OF_ONE_CALLER = 2;

    private static final int MOST_KEPT_BYTES = 8 * 1024 * 1024;
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final Range range;
    private final Records records;
    private final int most;
    private final Duration patience;
    private final Shares places = new Shares(AT_ONCE, OF_ONE_CALLER);
    private final Cache<String, Piece> byTopic = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT_BYTES)
            .weigher((String _, Piece piece) -> piece.bytes())
            .expireAfterWrite(KEPT)
            .build();

    /** As {@link ReadRange}. */
    @FunctionalInterface
    interface Range {
        boolean read(String topic, int partition, long first, long last, Consumer<ConsumerRecord<String, byte[]>> each);
    }

    /** What was sent on a topic after one offset and up to another. */
    private record Piece(long after, long upTo, List<Broadcast> broadcasts) {
        private static final int OVERHEAD = 100;

        boolean holds(long after, long upTo) {
            return this.after <= after && upTo <= this.upTo;
        }

        List<Broadcast> between(long after, long upTo) {
            return broadcasts.stream()
                    .filter(broadcast -> broadcast.offset() > after && broadcast.offset() <= upTo)
                    .toList();
        }

        int bytes() {
            return OVERHEAD + broadcasts.stream().mapToInt(Broadcast::length).sum();
        }
    }

    /**
     * @param most records that are read for one client
     * @param patience how long one waits for its turn
     */
    ReadBack(Range range, Records records, int most, Duration patience) {
        this.range = range;
        this.records = records;
        this.most = most;
        this.patience = patience;
    }

    @Override
    public Optional<List<Broadcast>> read(String caller, String topic, int partition, long after, long upTo) {
        return upTo - after > most
                ? Optional.empty()
                : known(topic, after, upTo).or(() -> readInTurn(caller, topic, partition, after, upTo));
    }

    private Optional<List<Broadcast>> known(String topic, long after, long upTo) {
        return Optional.ofNullable(byTopic.getIfPresent(topic))
                .filter(piece -> piece.holds(after, upTo))
                .map(piece -> piece.between(after, upTo));
    }

    private Optional<List<Broadcast>> readInTurn(String caller, String topic, int partition, long after, long upTo) {
        try {
            return places.await(caller, patience).flatMap(place -> {
                try (place) {
                    return known(topic, after, upTo).or(() -> read(topic, partition, after, upTo));
                }
            });
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<List<Broadcast>> read(String topic, int partition, long after, long upTo) {
        try {
            List<Broadcast> found = new ArrayList<>();
            boolean isWhole = range.read(
                    LiveBroadcast.TOPIC,
                    partition,
                    after + 1,
                    upTo,
                    record -> broadcast(record)
                            .filter(one -> one.topic().equals(topic))
                            .ifPresent(found::add));
            if (!isWhole) {
                return Optional.empty();
            }
            byTopic.put(topic, new Piece(after, upTo, found));
            return Optional.of(found);
        } catch (RuntimeException e) {
            log.warn("Cannot read back {} of live after {}: {}", partition, after, e.toString());
            return Optional.empty();
        }
    }

    /** What is no broadcast was skipped, and told, when it was read first. */
    private Optional<Broadcast> broadcast(ConsumerRecord<String, byte[]> record) {
        ReceivedMessage message = records.message(record);
        try {
            return message.type().equals(LiveBroadcast.TYPE) ? Optional.of(Broadcasts.of(message)) : Optional.empty();
        } catch (RuntimeException broken) {
            return Optional.empty();
        }
    }
}
