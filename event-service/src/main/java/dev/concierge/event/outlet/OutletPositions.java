package dev.concierge.event.outlet;

import dev.concierge.event.outlet.Outlets.Claimed;
import dev.concierge.platform.topic.Topics;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Up to where each outlet has been pushed each partition. */
final class OutletPositions {
    private static final String FENCE =
            " AND EXISTS (SELECT FROM event_outlets o WHERE o.outlet_id = p.outlet_id AND o.epoch = ?)";

    private final JdbcClient jdbc;
    private final Topics topics;

    OutletPositions(JdbcClient jdbc, Topics topics) {
        this.jdbc = jdbc;
        this.topics = topics;
    }

    /**
     * @param next offset that is read next
     * @param sendingTo beyond next while a batch may be on its way: it is sent again exactly as it was
     * @param skipped offsets that the topic no longer held when they were to be read, and messages that nobody can read
     */
    record Position(String topic, UUID topicId, int partition, long next, long sendingTo, long sent, long skipped) {}

    /** Where it begins at topics: at their ends, or at what is not older than a time. */
    List<Position> beginnings(Collection<String> names, @Nullable Instant since) {
        List<Position> beginnings = new ArrayList<>();
        for (String name : names) {
            UUID topicId =
                    Objects.requireNonNull(topics.find(List.of(name)).get(name)).id();
            Map<Integer, Long> told = since == null ? Map.of() : topics.since(name, since);
            topics.ranges(name).forEach((partition, range) -> {
                long next = told.getOrDefault(partition, range.end());
                beginnings.add(new Position(name, topicId, partition, next, next, 0, 0));
            });
        }
        return beginnings;
    }

    void add(UUID outletId, List<Position> positions) {
        positions.forEach(position -> jdbc.sql("""
                        INSERT INTO event_outlet_positions
                            (outlet_id, topic, topic_id, partition, next_offset, sending_to, sent, skipped)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (outlet_id, topic, partition) DO UPDATE
                        SET topic_id = EXCLUDED.topic_id, next_offset = EXCLUDED.next_offset,
                            sending_to = EXCLUDED.sending_to, skipped = EXCLUDED.skipped""")
                .params(
                        outletId,
                        position.topic(),
                        position.topicId(),
                        position.partition(),
                        position.next(),
                        position.sendingTo(),
                        position.sent(),
                        position.skipped())
                .update());
    }

    void keepOnly(UUID outletId, Collection<String> names) {
        jdbc.sql("DELETE FROM event_outlet_positions WHERE outlet_id = ? AND NOT topic = ANY (?)")
                .params(outletId, names.toArray(String[]::new))
                .update();
    }

    List<Position> all(UUID outletId) {
        return jdbc.sql("SELECT * FROM event_outlet_positions WHERE outlet_id = ? ORDER BY topic, partition")
                .param(outletId)
                .query(OutletPositions::position)
                .list();
    }

    /**
     * The positions in the topics as they are now: partitions that came since are read from their beginning, another topic of
     * the name too, and what a topic has forgotten is counted as skipped.
     */
    List<Position> located(Outlet outlet) {
        List<Position> known = all(outlet.outletId());
        List<Position> located = new ArrayList<>();
        for (String name : OutletTypes.topicsOf(outlet.types())) {
            UUID topicId =
                    Objects.requireNonNull(topics.find(List.of(name)).get(name)).id();
            Map<Integer, Position> mine = new HashMap<>();
            known.stream()
                    .filter(position ->
                            position.topic().equals(name) && position.topicId().equals(topicId))
                    .forEach(position -> mine.put(position.partition(), position));
            topics.ranges(name)
                    .forEach((partition, range) ->
                            located.add(located(name, topicId, partition, mine.get(partition), range)));
        }
        List<Position> moved =
                located.stream().filter(position -> !known.contains(position)).toList();
        add(outlet.outletId(), moved);
        return located;
    }

    private static Position located(
            String topic, UUID topicId, int partition, @Nullable Position known, Topics.Range range) {
        if (known == null) {
            return new Position(topic, topicId, partition, range.first(), range.first(), 0, 0);
        }
        if (range.holds(known.next())) {
            return known;
        }
        long next = Math.clamp(known.next(), range.first(), range.end());
        long lost = Math.max(0, next - known.next());
        return new Position(topic, topicId, partition, next, next, known.sent(), known.skipped() + lost);
    }

    /** Before a batch goes out; false when somebody else pushes. */
    boolean sending(Claimed claimed, String topic, int partition, long to) {
        return jdbc.sql("""
                        UPDATE event_outlet_positions p SET sending_to = ?
                        WHERE outlet_id = ? AND topic = ? AND partition = ?""" + FENCE)
                        .params(to, claimed.outlet().outletId(), topic, partition, claimed.epoch())
                        .update()
                == 1;
    }

    /** When it was acknowledged, or held nothing to be sent; false when somebody else pushes. */
    boolean passed(Claimed claimed, String topic, int partition, long to, int sent, int skipped) {
        return jdbc.sql("""
                        UPDATE event_outlet_positions p
                        SET next_offset = ?, sending_to = ?, sent = sent + ?, skipped = skipped + ?
                        WHERE outlet_id = ? AND topic = ? AND partition = ?""" + FENCE)
                        .params(to, to, sent, skipped, claimed.outlet().outletId(), topic, partition, claimed.epoch())
                        .update()
                == 1;
    }

    private static Position position(ResultSet row, int number) throws SQLException {
        return new Position(
                row.getString("topic"),
                row.getObject("topic_id", UUID.class),
                row.getInt("partition"),
                row.getLong("next_offset"),
                row.getLong("sending_to"),
                row.getLong("sent"),
                row.getLong("skipped"));
    }
}
