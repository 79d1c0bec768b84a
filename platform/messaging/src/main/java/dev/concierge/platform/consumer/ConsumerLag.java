package dev.concierge.platform.consumer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** How far the readers of a subscription in this process are behind: in records, and by the age of the oldest that waits. */
public final class ConsumerLag {
    private static final long NEVER = Long.MAX_VALUE;

    private final Clock clock;
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();

    /** @param clock the same as the broker's, within what a metric of seconds may be wrong by */
    public ConsumerLag(MeterRegistry meters, String subscription, Clock clock) {
        this.clock = clock;
        Gauge.builder("consumer.lag", this, ConsumerLag::records)
                .description("Records that wait in the partitions of this process")
                .tag("subscription", subscription)
                .strongReference(true)
                .register(meters);
        Gauge.builder("consumer.lag.time", this, ConsumerLag::seconds)
                .description("Age of the oldest record that waits in the partitions of this process")
                .baseUnit("seconds")
                .tag("subscription", subscription)
                .strongReference(true)
                .register(meters);
    }

    public Reader reader() {
        Reader reader = new Reader();
        readers.add(reader);
        return reader;
    }

    private double records() {
        return readers.stream().mapToLong(reader -> reader.records).sum();
    }

    private double seconds() {
        long now = clock.millis();
        return readers.stream()
                        .mapToLong(reader -> reader.since == NEVER ? 0 : Math.max(0, now - reader.since))
                        .max()
                        .orElse(0)
                / 1e3;
    }

    /** One that reads, on one thread at a time; scrapes read it on theirs. */
    public final class Reader {
        private volatile long records;
        /** Milliseconds of the epoch, as the broker stamps records. */
        private volatile long since = NEVER;

        private volatile boolean isCatchingUp;

        private Reader() {}

        /** Reads nothing and does not know what waits: it falls behind from now on, unless it is already. */
        public void stands() {
            if (since == NEVER) {
                since = clock.millis();
            }
        }

        /**
         * Reads what was there before it, until {@link #caughtUp}. That was nobody's to read here: it is as late as this
         * reader is.
         */
        public void catchesUp() {
            stands();
            isCatchingUp = true;
        }

        public void caughtUp() {
            isCatchingUp = false;
            waits(records);
        }

        /** These have been read and have yet to take effect. */
        public void begun(Collection<? extends ConsumerRecord<?, ?>> batch) {
            if (!isCatchingUp) {
                batch.stream().mapToLong(ConsumerRecord::timestamp).min().ifPresent(oldest -> since = oldest);
            }
        }

        /** They have taken effect: what waits behind them is no older than the last of each partition. */
        public void applied(Collection<? extends ConsumerRecord<?, ?>> batch) {
            if (!isCatchingUp) {
                Map<TopicPartition, Long> last = new HashMap<>();
                batch.forEach(
                        record -> last.put(new TopicPartition(record.topic(), record.partition()), record.timestamp()));
                last.values().stream().min(Long::compare).ifPresent(oldest -> since = oldest);
            }
        }

        /** @param waiting records, as far as it knows without asking */
        public void waits(long waiting) {
            records = waiting;
            if (waiting > 0) {
                stands();
            } else if (!isCatchingUp) {
                since = NEVER;
            }
        }

        /** Reads no more, as nobody wants it to. */
        public void stops() {
            isCatchingUp = false;
            waits(0);
        }

        /** Is another's to count from now on. */
        void left() {
            readers.remove(this);
        }
    }
}
