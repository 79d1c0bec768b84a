package dev.concierge.resource.shard;

import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.outbox.Outbox;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/**
 * Brings a further shard's messages to the one outbox of the service, in their order and each once: what was taken is
 * noted beside the outbox until it is gone in the shard. One process at a time does it per shard.
 */
final class HandOver {
    private static final int BATCH = 500;
    private static final Duration IDLE = Duration.ofMillis(100);

    private final ShardId shard;
    private final JdbcClient there;
    private final JdbcClient here;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final JsonMapper mapper;
    private final Semaphore sent = new Semaphore(0);

    HandOver(
            ShardId shard,
            JdbcClient there,
            JdbcClient here,
            TransactionTemplate transaction,
            Outbox outbox,
            JsonMapper mapper) {
        this.shard = shard;
        this.there = there;
        this.here = here;
        this.transaction = transaction;
        this.outbox = outbox;
        this.mapper = mapper;
    }

    /**
     * Leaves with the shard's transaction under way. Written at once, not at its end: where it runs inside of one of the
     * own database, the end that is told of is that one's, and it is the later of the two.
     */
    void send(List<OutgoingMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        insert(messages);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake();
            }
        });
    }

    /** Takes what waits; where nothing does, waits itself until this process sends something or a moment has passed. */
    void turn() throws InterruptedException {
        List<Waiting> taken = Objects.requireNonNull(transaction.execute(_ -> take()));
        if (taken.isEmpty()) {
            boolean _ = sent.tryAcquire(IDLE.toNanos(), TimeUnit.NANOSECONDS);
            sent.drainPermits();
            return;
        }
        there.sql("delete from handover.messages where id = any (?)")
                .param(taken.stream().map(Waiting::id).toArray(Long[]::new))
                .update();
    }

    private void wake() {
        if (sent.availablePermits() == 0) {
            sent.release();
        }
    }

    private List<Waiting> take() {
        boolean isMyTurn = here.sql("select pg_try_advisory_xact_lock(hashtextextended(?, 11))")
                .param(shard.value())
                .query(Boolean.class)
                .single();
        if (!isMyTurn) {
            return List.of();
        }
        List<Waiting> waiting = there.sql("select * from handover.messages order by id limit ?")
                .param(BATCH)
                .query((row, _) -> new Waiting(
                        row.getLong("id"),
                        new OutgoingMessage(
                                row.getObject("message_id", UUID.class),
                                row.getString("topic"),
                                row.getString("key"),
                                row.getString("type"),
                                new RawValue(row.getString("data")))))
                .list();
        Set<UUID> handed = handed();
        waiting.stream()
                .map(Waiting::message)
                .filter(message -> !handed.contains(message.id()))
                .forEach(outbox::append);
        note(waiting, handed);
        return waiting;
    }

    /** What is in the outbox and may still lie in the shard; what is gone there is forgotten. */
    private Set<UUID> handed() {
        Set<UUID> noted = new HashSet<>(here.sql("select message_id from handed_over where shard = ?")
                .param(shard.value())
                .query(UUID.class)
                .list());
        if (noted.isEmpty()) {
            return noted;
        }
        Set<UUID> left = new HashSet<>(there.sql("select message_id from handover.messages where message_id = any (?)")
                .param(noted.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
        here.sql("delete from handed_over where shard = ? and not (message_id = any (?))")
                .param(shard.value())
                .param(left.toArray(UUID[]::new))
                .update();
        return left;
    }

    private void note(List<Waiting> waiting, Set<UUID> handed) {
        here.sql("insert into handed_over (shard, message_id) select ?, * from unnest(?::uuid[])")
                .param(shard.value())
                .param(waiting.stream()
                        .map(some -> some.message().id())
                        .filter(id -> !handed.contains(id))
                        .toArray(UUID[]::new))
                .update();
    }

    private void insert(List<OutgoingMessage> messages) {
        there.sql("""
                insert into handover.messages (message_id, topic, key, type, data)
                select message_id, topic, key, type, data
                from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[])
                    with ordinality as u (message_id, topic, key, type, data, position)
                order by position
                """)
                .param(messages.stream().map(OutgoingMessage::id).toArray(UUID[]::new))
                .param(texts(messages, OutgoingMessage::topic))
                .param(texts(messages, OutgoingMessage::key))
                .param(texts(messages, OutgoingMessage::type))
                .param(texts(messages, message -> mapper.writeValueAsString(message.data())))
                .update();
    }

    private static String[] texts(List<OutgoingMessage> messages, Function<OutgoingMessage, String> text) {
        return messages.stream().map(text).toArray(String[]::new);
    }

    private record Waiting(long id, OutgoingMessage message) {}
}
