package dev.concierge.platform.consumer;

import dev.concierge.platform.message.MessageNumber;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.message.Shard;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The highest number that took effect, for each outbox, topic and shard. Batches are compared by the time of their
 * numbering first: a number given later and yet not higher is one that the outbox's database, restored from a backup,
 * gave again.
 */
final class ConsumedNumbers {
    private static final Logger log = LoggerFactory.getLogger(ConsumedNumbers.class);

    private final JdbcClient jdbc;
    private final String subscription;

    ConsumedNumbers(JdbcClient jdbc, String subscription) {
        this.jdbc = jdbc;
        this.subscription = subscription;
    }

    /**
     * How far the streams of these messages have taken effect.
     *
     * @param mayMiss whether messages may be missing without being lost
     */
    Reached reached(List<ReceivedMessage> messages, boolean mayMiss) {
        Set<Stream> streams = new LinkedHashSet<>();
        for (ReceivedMessage message : messages) {
            MessageNumber number = MessageNumber.in(message.headers());
            if (number != null) {
                streams.add(Stream.of(message, number));
            }
        }
        Map<Stream, Last> lasts = new HashMap<>();
        if (!streams.isEmpty()) {
            jdbc.sql("""
                    SELECT known.* FROM unnest(?::uuid[], ?::text[], ?::smallint[]) AS asked (outbox, topic, shard)
                    JOIN platform.consumed_number AS known USING (outbox, topic, shard) WHERE subscription = ?
                    """)
                    .param(streams.stream().map(Stream::outbox).toArray(UUID[]::new))
                    .param(streams.stream().map(Stream::topic).toArray(String[]::new))
                    .param(streams.stream().map(Stream::shard).toArray(Short[]::new))
                    .param(subscription)
                    .query(row -> {
                        lasts.put(
                                new Stream(
                                        row.getObject("outbox", UUID.class),
                                        row.getString("topic"),
                                        row.getShort("shard")),
                                new Last(
                                        row.getInt("partition"),
                                        row.getLong("number"),
                                        row.getLong("numbered_at"),
                                        row.getBoolean("torn")));
                    });
        }
        return new Reached(lasts, mayMiss);
    }

    /** Keeps what moved, in the transaction under way. */
    void keep(Reached reached) {
        if (reached.moved.isEmpty()) {
            return;
        }
        List<Stream> streams = List.copyOf(reached.moved);
        List<Last> lasts = streams.stream().map(reached::last).toList();
        jdbc.sql("""
                INSERT INTO platform.consumed_number
                    (subscription, outbox, topic, shard, partition, number, numbered_at)
                SELECT ?, * FROM unnest(?::uuid[], ?::text[], ?::smallint[], ?::int[], ?::bigint[], ?::bigint[])
                ON CONFLICT (subscription, outbox, topic, shard) DO UPDATE SET
                    partition = excluded.partition, number = excluded.number, numbered_at = excluded.numbered_at,
                    torn = false
                """)
                .param(subscription)
                .param(streams.stream().map(Stream::outbox).toArray(UUID[]::new))
                .param(streams.stream().map(Stream::topic).toArray(String[]::new))
                .param(streams.stream().map(Stream::shard).toArray(Short[]::new))
                .param(lasts.stream().map(Last::partition).toArray(Integer[]::new))
                .param(lasts.stream().map(Last::number).toArray(Long[]::new))
                .param(lasts.stream().map(Last::numberedAt).toArray(Long[]::new))
                .update();
    }

    /** How far each stream is, while a batch is gone through. */
    static final class Reached {
        private final Map<Stream, Last> lasts;
        private final boolean mayMiss;
        private final Set<Stream> moved = new LinkedHashSet<>();

        private Reached(Map<Stream, Last> lasts, boolean mayMiss) {
            this.lasts = lasts;
            this.mayMiss = mayMiss;
        }

        /**
         * Whether a message is the next of its stream, which it then is at; false for a repetition. The first one of a
         * stream that nobody here has read is the next whatever its number: what was before it may be too old to be
         * there.
         */
        boolean isNext(ReceivedMessage message, MessageNumber number) {
            Stream stream = Stream.of(message, number);
            Last last = lasts.get(stream);
            if (last != null && last.isRepeatedBy(number)) {
                return false;
            }
            if (last != null && !last.torn && !mayMiss && number.number() > last.number + 1) {
                throw new NumberGap(message, number, last.number + 1);
            }
            if (last != null && number.number() <= last.number) {
                log.warn(
                        "{}: number {} was given again after {}: its database was restored from a backup",
                        message.source(),
                        number.number(),
                        last.number);
            }
            lasts.put(stream, new Last(message.partition(), number.number(), number.numberedAt(), false));
            moved.add(stream);
            return true;
        }

        private Last last(Stream stream) {
            return Objects.requireNonNull(lasts.get(stream), stream::toString);
        }
    }

    private record Stream(UUID outbox, String topic, short shard) {
        static Stream of(ReceivedMessage message, MessageNumber number) {
            return new Stream(number.outbox(), message.topic(), (short)
                    Shard.of(message.key()).number());
        }
    }

    /** @param torn records after it are known to be lost */
    private record Last(int partition, long number, long numberedAt, boolean torn) {
        boolean isRepeatedBy(MessageNumber other) {
            return other.numberedAt() < numberedAt || other.numberedAt() == numberedAt && other.number() <= number;
        }
    }
}
