package dev.concierge.platform.consumer;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far each partition has taken effect, kept in the consumer's own database and moved in the transaction of the
 * effects. That row is the inbox: a record below the position never takes effect again, and a worker that lost the
 * partition cannot move it.
 */
class Positions {
    private final JdbcClient jdbc;
    private final String subscription;

    Positions(JdbcClient jdbc, String subscription) {
        this.jdbc = jdbc;
        this.subscription = subscription;
    }

    /** Takes a partition over from whoever had it; {@code beginning} is where a partition never seen starts. */
    Position take(String topic, UUID topicId, int partition, long beginning) {
        return jdbc.sql("""
                INSERT INTO platform.consumer_position AS held
                    (subscription, topic, topic_id, partition, next_offset, epoch)
                VALUES (?, ?, ?, ?, ?, 1)
                ON CONFLICT (subscription, topic, topic_id, partition) DO UPDATE SET epoch = held.epoch + 1
                RETURNING next_offset, leader_epoch, epoch, greatest(reached, next_offset) AS reached
                """)
                .params(subscription, topic, topicId, partition, beginning)
                .query((row, index) -> new Position(
                        topic,
                        topicId,
                        partition,
                        row.getLong("next_offset"),
                        row.getObject("leader_epoch", Integer.class),
                        row.getLong("epoch"),
                        row.getLong("reached")))
                .single();
    }

    /**
     * Moves positions in the transaction under way.
     *
     * @throws FencedOff when any of them is not where this worker left it
     */
    void advance(List<Position> from, List<Position> to) {
        int moved = jdbc.sql("""
                UPDATE platform.consumer_position AS held
                SET next_offset = step.target, leader_epoch = step.leader_epoch, reached = step.reached
                FROM unnest(?::text[], ?::uuid[], ?::int[], ?::bigint[], ?::bigint[], ?::bigint[], ?::int[], ?::bigint[])
                    AS step (topic, topic_id, partition, start, epoch, target, leader_epoch, reached)
                WHERE held.subscription = ? AND held.topic = step.topic AND held.topic_id = step.topic_id
                  AND held.partition = step.partition AND held.next_offset = step.start AND held.epoch = step.epoch
                """)
                .param(from.stream().map(Position::topic).toArray(String[]::new))
                .param(from.stream().map(Position::topicId).toArray(UUID[]::new))
                .param(from.stream().map(Position::partition).toArray(Integer[]::new))
                .param(from.stream().map(Position::next).toArray(Long[]::new))
                .param(from.stream().map(Position::epoch).toArray(Long[]::new))
                .param(to.stream().map(Position::next).toArray(Long[]::new))
                .param(to.stream().map(Position::leaderEpoch).toArray(Integer[]::new))
                .param(to.stream().map(Position::reached).toArray(Long[]::new))
                .param(subscription)
                .update();
        if (moved != from.size()) {
            throw new FencedOff(from.getFirst());
        }
    }

    /** Locks positions without moving them, for work that the owner of the partitions does between batches. */
    void hold(Collection<Position> positions) {
        int held = jdbc.sql("""
                SELECT held.partition FROM platform.consumer_position AS held
                JOIN unnest(?::text[], ?::uuid[], ?::int[], ?::bigint[]) AS mine (topic, topic_id, partition, epoch)
                  ON held.topic = mine.topic AND held.topic_id = mine.topic_id AND held.partition = mine.partition
                 AND held.epoch = mine.epoch
                WHERE held.subscription = ? FOR UPDATE OF held
                """)
                .param(positions.stream().map(Position::topic).toArray(String[]::new))
                .param(positions.stream().map(Position::topicId).toArray(UUID[]::new))
                .param(positions.stream().map(Position::partition).toArray(Integer[]::new))
                .param(positions.stream().map(Position::epoch).toArray(Long[]::new))
                .param(subscription)
                .query(Integer.class)
                .list()
                .size();
        if (held != positions.size()) {
            throw new FencedOff(positions.iterator().next());
        }
    }

    /**
     * Sets a position outside any batch: over a gap that retention tore, or back in a log that lost its end, where
     * numbers and ids tell what took effect from what was written since.
     */
    Position reset(Position position, long offset) {
        if (offset > position.next()) {
            jdbc.sql("""
                    UPDATE platform.consumed_number SET torn = true
                    WHERE subscription = ? AND topic = ? AND partition = ?
                    """)
                    .params(subscription, position.topic(), position.partition())
                    .update();
        }
        advance(List.of(position), List.of(position.advancedTo(offset)));
        return position.advancedTo(offset);
    }
}
