package dev.concierge.hub.live;

import dev.concierge.platform.consumer.ReadRange;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.web.Shares;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what the history in memory has forgotten from the topic again: for clients that were away for long. */
final class ReadBack implements OlderBroadcasts {
    private static final Logger log = LoggerFactory.getLogger(ReadBack.class);
    private static final int AT_ONCE = 4;
    /** Of one caller, who may ask on every socket and each time from the beginning. */
    private static final int OF_ONE_CALLER = 2;

    private final Range range;
    private final Records records;
    private final int most;
    private final Shares places = new Shares(AT_ONCE, OF_ONE_CALLER);

    /** As {@link ReadRange}. */
    @FunctionalInterface
    interface Range {
        boolean read(String topic, int partition, long first, long last, Consumer<ConsumerRecord<String, byte[]>> each);
    }

    ReadBack(Range range, Records records, int most) {
        this.range = range;
        this.records = records;
        this.most = most;
    }

    @Override
    public Optional<List<Broadcast>> read(String caller, String topic, int partition, long after, long upTo) {
        return upTo - after > most
                ? Optional.empty()
                : places.take(caller).flatMap(place -> read(place, topic, partition, after, upTo));
    }

    private Optional<List<Broadcast>> read(Shares.Share place, String topic, int partition, long after, long upTo) {
        try (place) {
            List<Broadcast> found = new ArrayList<>();
            boolean isWhole = range.read(
                    LiveBroadcast.TOPIC,
                    partition,
                    after + 1,
                    upTo,
                    record -> broadcast(record)
                            .filter(one -> one.topic().equals(topic))
                            .ifPresent(found::add));
            return isWhole ? Optional.of(found) : Optional.empty();
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
