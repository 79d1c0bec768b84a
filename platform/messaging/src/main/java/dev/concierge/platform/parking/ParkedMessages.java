package dev.concierge.platform.parking;

import dev.concierge.platform.input.Texts;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.message.Shard;
import dev.concierge.platform.outbox.Outbox;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Messages that failed by their own fault, and the later ones of the same key, which wait behind them in order. */
public class ParkedMessages {
    /**
     * Characters of the payload in the copy. In JSON one may become six bytes, and a copy that the outbox refuses would
     * keep the message from being parked.
     */
    private static final int COPIED = 128 * 1024;

    private final JdbcClient jdbc;
    private final String subscription;
    private final Records records;
    private final MessageJson json;
    private final Outbox outbox;

    public ParkedMessages(JdbcClient jdbc, String subscription, Records records, MessageJson json, Outbox outbox) {
        this.jdbc = jdbc;
        this.subscription = subscription;
        this.records = records;
        this.json = json;
        this.outbox = outbox;
    }

    /** Which of these keys have parked messages. */
    public Set<String> parkedKeys(Collection<String> keys) {
        return ParkedWork.parkedKeys(jdbc, subscription, keys);
    }

    /**
     * Parks a message in the transaction under way and copies it to {@code <topic>.dlt} for other tools. One that
     * joins a key whose redrive is under way takes part in it.
     */
    public void park(ReceivedMessage message, String cause) {
        byte[] payload = message.body().bytes();
        jdbc.sql("""
                INSERT INTO platform.parked_message (subscription, shard, topic, partition, message_offset, key, id,
                    type, source, time, headers, payload, cause, redrive_requested_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, (
                    SELECT max(redrive_requested_at) FROM platform.parked_message WHERE subscription = ? AND key = ?))
                """)
                .params(Arrays.asList(
                        subscription,
                        Shard.of(message.key()).number(),
                        message.topic(),
                        message.partition(),
                        message.offset(),
                        message.key(),
                        message.id(),
                        message.type(),
                        message.source(),
                        Timestamp.from(message.time()),
                        new String(json.write(message.headers()), StandardCharsets.UTF_8),
                        payload,
                        cause,
                        subscription,
                        message.key()))
                .update();
        outbox.append(
                message.topic() + ".dlt",
                message.key(),
                "message.parked",
                new DeadLetter(
                        subscription,
                        message.topic(),
                        message.partition(),
                        message.offset(),
                        message.id(),
                        message.type(),
                        cause,
                        copied(payload)));
    }

    private static String copied(byte @Nullable [] payload) {
        String text = payload == null ? "" : new String(payload, StandardCharsets.UTF_8);
        return Texts.cut(text, COPIED);
    }

    /** The oldest message of each key whose redrive was asked for, among these shards. */
    public List<Parked> redrives(Integer[] shards) {
        return jdbc.sql("""
                SELECT DISTINCT ON (key) * FROM platform.parked_message AS parked
                WHERE subscription = ? AND shard = ANY (?) AND EXISTS (
                    SELECT FROM platform.parked_message AS asked WHERE asked.subscription = parked.subscription
                       AND asked.key = parked.key AND asked.redrive_requested_at IS NOT NULL)
                ORDER BY key, seq LIMIT 100
                """)
                .param(subscription)
                .param(shards)
                .query(this::parked)
                .list();
    }

    /** The oldest message of a key, locked; empty when somebody settled it meanwhile. */
    public Optional<Parked> lock(long seq) {
        return jdbc.sql("SELECT * FROM platform.parked_message WHERE seq = ? FOR UPDATE")
                .param(seq)
                .query(this::parked)
                .optional();
    }

    /** Removes what is parked of an erased key in the transaction under way, and notes that; returns how many. */
    public int erase(String key, String type) {
        jdbc.sql("UPDATE platform.parked_removal SET cause = '' WHERE subscription = ? AND key = ? AND cause <> ''")
                .params(subscription, key)
                .update();
        return DeadLetters.erase(
                jdbc, "subscription = ? AND key = ?", List.of(subscription, key), "erased by " + type, subscription);
    }

    public void settle(long seq) {
        jdbc.sql("DELETE FROM platform.parked_message WHERE seq = ?").param(seq).update();
    }

    /** A redriven message failed again: it stays where it is, and so does all behind it until the next redrive. */
    public void failAgain(Parked parked, String cause) {
        jdbc.sql("UPDATE platform.parked_message SET attempts = attempts + 1, cause = ? WHERE seq = ?")
                .params(cause, parked.seq())
                .update();
        jdbc.sql("UPDATE platform.parked_message SET redrive_requested_at = NULL WHERE subscription = ? AND key = ?")
                .params(subscription, parked.key())
                .update();
    }

    private Parked parked(ResultSet row, int index) throws SQLException {
        String work = row.getString("work");
        return work == null
                ? new Parked.Message(row.getLong("seq"), message(row))
                : new Parked.OfWork(
                        row.getLong("seq"),
                        work,
                        new ParkedStep(
                                row.getString("key"),
                                row.getString("id"),
                                row.getString("type"),
                                json.body(row.getBytes("payload"))));
    }

    @SuppressWarnings("unchecked")
    private ReceivedMessage message(ResultSet row) throws SQLException {
        return records.message(
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("message_offset"),
                row.getString("key"),
                row.getString("id"),
                row.getString("type"),
                row.getString("source"),
                row.getTimestamp("time").toInstant(),
                (Map<String, String>) json.read(row.getString("headers").getBytes(StandardCharsets.UTF_8), Map.class),
                row.getBytes("payload"));
    }

    /** What is parked, and its place in the order of its key. */
    public sealed interface Parked {
        long seq();

        String key();

        record Message(long seq, ReceivedMessage message) implements Parked {
            @Override
            public String key() {
                return message.key();
            }
        }

        record OfWork(long seq, String work, ParkedStep step) implements Parked {
            @Override
            public String key() {
                return step.key();
            }
        }
    }

    /**
     * What {@code <topic>.dlt} carries.
     *
     * @param payload its first 131,072 characters; the table keeps all of it
     */
    record DeadLetter(
            String subscription,
            String topic,
            int partition,
            long offset,
            String id,
            String type,
            String cause,
            String payload) {}
}
