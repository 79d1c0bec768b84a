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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
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

    private static final int MOST_KEPT_BYTES = 16 * 1024 * 1024;
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final Range range;
    private final Records records;
    private final int most;
    private final Shares places = new Shares(AT_ONCE, OF_ONE_CALLER);
    private final Cache<Of, Piece> pieces = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT_BYTES)
            .weigher((Of _, Piece piece) -> piece.bytes())
            .expireAfterWrite(KEPT)
            .build();

    /** As {@link ReadRange}. */
    @FunctionalInterface
    interface Range {
        boolean read(String topic, int partition, long first, long last, Consumer<ConsumerRecord<String, byte[]>> each);
    }

    private record Of(String topic, int partition) {}

    /**
     * What was sent on a topic after one offset and up to another.
     *
     * @param broadcasts null where that cannot be told
     */
    private record Piece(long after, long upTo, @Nullable List<Broadcast> broadcasts) {
        /** What an entry costs beside its bytes, which are framed once more for clients of V1. */
        private static final int OVERHEAD = 400;

        boolean answers(long after, long upTo) {
            return broadcasts == null
                    ? after <= this.after && this.upTo <= upTo
                    : this.after <= after && upTo <= this.upTo;
        }

        Optional<List<Broadcast>> between(long after, long upTo) {
            return Optional.ofNullable(broadcasts)
                    .map(all -> all.stream()
                            .filter(broadcast -> broadcast.offset() > after && broadcast.offset() <= upTo)
                            .toList());
        }

        int bytes() {
            int bytes = OVERHEAD;
            for (Broadcast broadcast : broadcasts == null ? List.<Broadcast>of() : broadcasts) {
                bytes += 2 * broadcast.length() + OVERHEAD;
            }
            return bytes;
        }
    }

    /** @param most records that are read for one client */
    ReadBack(Range range, Records records, int most) {
        this.range = range;
        this.records = records;
        this.most = most;
    }

    @Override
    public Optional<List<Broadcast>> read(
            String caller, String topic, int partition, long after, long upTo, Duration patience) {
        if (upTo - after > most) {
            return Optional.empty();
        }
        Of of = new Of(topic, partition);
        Piece known = known(of, after, upTo);
        if (known != null) {
            return known.between(after, upTo);
        }
        try {
            return places.await(caller, patience).flatMap(place -> {
                try (place) {
                    return inTurn(of, after, upTo).between(after, upTo);
                }
            });
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private @Nullable Piece known(Of of, long after, long upTo) {
        Piece piece = pieces.getIfPresent(of);
        return piece != null && piece.answers(after, upTo) ? piece : null;
    }

    /** Somebody who was served meanwhile may have missed the same. */
    private Piece inTurn(Of of, long after, long upTo) {
        Piece known = known(of, after, upTo);
        if (known != null) {
            return known;
        }
        try {
            Piece read = new Piece(after, upTo, read(of, after, upTo));
            pieces.put(of, read);
            return read;
        } catch (RuntimeException e) {
            log.warn("Cannot read back {} of live after {}: {}", of.partition, after, e.toString());
            return new Piece(after, upTo, null);
        }
    }

    private @Nullable List<Broadcast> read(Of of, long after, long upTo) {
        List<Broadcast> found = new ArrayList<>();
        AtomicLong bytes = new AtomicLong();
        boolean isWhole = range.read(
                LiveBroadcast.TOPIC,
                of.partition,
                after + 1,
                upTo,
                record -> broadcast(record)
                        .filter(one -> one.topic().equals(of.topic))
                        .filter(one -> bytes.addAndGet(one.length()) <= MOST_BYTES)
                        .ifPresent(found::add));
        return isWhole && bytes.get() <= MOST_BYTES ? List.copyOf(found) : null;
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
