package dev.concierge.platform.parking;

import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.Shard;
import dev.concierge.platform.message.Storable;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where {@link ParkingWork} sets aside a step that fails by its own fault, such as one timer. It is the queue of the
 * parked messages: what comes later for the key, message or step, waits behind it in order; operators list, redrive
 * and discard it through the same door; an erasure of the key removes it.
 */
public final class ParkedWork {
    private final JdbcClient jdbc;
    private final MessageJson json;
    private final UnaryOperator<String> groups;

    /** @param groups of a subscription by its name: that of the consumer group which reads it */
    public ParkedWork(JdbcClient jdbc, MessageJson json, UnaryOperator<String> groups) {
        this.jdbc = jdbc;
        this.json = json;
        this.groups = groups;
    }

    /** Which of these keys have something parked: a step for one of them is to be parked, too, or it overtakes. */
    public Set<String> parkedKeys(ParkingWork work, Collection<String> keys) {
        return parkedKeys(jdbc, group(work), keys);
    }

    /** Parks a step in the transaction under way. One that joins a key whose redrive is under way takes part in it. */
    public void park(ParkingWork work, Step step, String cause) {
        if (work.name().isEmpty()) {
            throw new IllegalArgumentException(work.getClass().getSimpleName() + " has no name (expected: one)");
        }
        jdbc.sql("""
                INSERT INTO platform.parked_message
                    (subscription, shard, work, key, id, type, source, time, headers, payload, cause, redrive_requested_at)
                VALUES (?, ?, ?, ?, ?, ?, '', now(), '{}', ?, ?, (
                    SELECT max(redrive_requested_at) FROM platform.parked_message WHERE subscription = ? AND key = ?))
                """)
                .params(Arrays.asList(
                        group(work),
                        Shard.of(step.key).number(),
                        work.name(),
                        step.key,
                        step.id,
                        step.type,
                        json.write(step.payload),
                        Causes.cut(Storable.text(cause)),
                        group(work),
                        step.key))
                .update();
    }

    static Set<String> parkedKeys(JdbcClient jdbc, String group, Collection<String> keys) {
        return new HashSet<>(
                jdbc.sql("SELECT DISTINCT key FROM platform.parked_message WHERE subscription = ? AND key = ANY (?)")
                        .param(group)
                        .param(keys.stream().distinct().toArray(String[]::new))
                        .query(String.class)
                        .list());
    }

    private String group(ParkingWork work) {
        return groups.apply(work.subscription());
    }

    /**
     * A step to be parked.
     *
     * @param key whose order it belongs to, the key of the messages that it waits among
     * @param id tells it from others of the same work; operators see it
     * @param type what operators read, such as {@code timer.elapsed}
     * @param payload what {@link ParkingWork#redrive} needs, kept as JSON
     */
    public record Step(String key, String id, String type, Object payload) {}
}
