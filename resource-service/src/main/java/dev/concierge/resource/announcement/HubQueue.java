package dev.concierge.resource.announcement;

import dev.concierge.platform.message.Shard;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What the hub is to be told. A location always lies in the same lane, and a lane is one process' at a time. */
@Repository
class HubQueue {
    static final int LANES = 16;

    private final JdbcClient jdbc;
    private final Semaphore added = new Semaphore(0);

    HubQueue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the transaction under way; what of it was added before and not yet posted is posted twice, under its id. */
    void add(List<Queued> notifications) {
        jdbc.sql("""
                insert into hub_notifications (lane, key, message_id, payload)
                select lane, key, message_id, payload
                from unnest(?::smallint[], ?::text[], ?::text[], ?::text[])
                    with ordinality as u (lane, key, message_id, payload, position)
                order by position
                """)
                .param(notifications.stream().map(queued -> lane(queued.key())).toArray(Short[]::new))
                .param(texts(notifications, Queued::key))
                .param(texts(notifications, Queued::messageId))
                .param(texts(notifications, Queued::payload))
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake();
            }
        });
    }

    void wake() {
        if (added.availablePermits() == 0) {
            added.release();
        }
    }

    void awaitMore(Duration limit) throws InterruptedException {
        boolean _ = added.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
        added.drainPermits();
    }

    /** Takes the lanes that nobody holds and keeps those held; answers all that are held now. */
    List<Short> hold(UUID owner, Duration length) {
        return jdbc.sql("""
                insert into hub_lanes as held (lane, owner, expires_at)
                select lane, ?, clock_timestamp() + ? * interval '1 ms' from unnest(?::smallint[]) as lane order by lane
                on conflict (lane) do update set owner = excluded.owner, expires_at = excluded.expires_at
                where held.owner = excluded.owner or held.expires_at < clock_timestamp()
                returning lane
                """)
                .param(owner)
                .param(length.toMillis())
                .param(IntStream.range(0, LANES).mapToObj(lane -> (short) lane).toArray(Short[]::new))
                .query((row, _) -> row.getShort("lane"))
                .list();
    }

    void release(UUID owner) {
        jdbc.sql("delete from hub_lanes where owner = ?").param(owner).update();
    }

    List<Queued> first(List<Short> lanes, int limit) {
        return jdbc.sql("""
                select id, key, message_id, payload from hub_notifications where lane = any (?) order by id limit ?
                """)
                .param(lanes.toArray(Short[]::new))
                .param(limit)
                .query((row, _) -> new Queued(
                        row.getLong("id"), row.getString("key"), row.getString("message_id"), row.getString("payload")))
                .list();
    }

    void remove(List<Long> ids) {
        jdbc.sql("delete from hub_notifications where id = any (?)")
                .param(ids.toArray(Long[]::new))
                .update();
    }

    /** Milliseconds since the oldest that waits came; 0 when none does. */
    long oldestAge() {
        return jdbc.sql("select coalesce(extract(epoch from clock_timestamp() - min(received_at)) * 1000, 0)::bigint "
                        + "from (select received_at from hub_notifications order by id limit 1) as oldest")
                .query(Long.class)
                .single();
    }

    private static short lane(String key) {
        return (short) (Shard.of(key).number() % LANES);
    }

    private static String[] texts(List<Queued> notifications, Function<Queued, String> text) {
        return notifications.stream().map(text).toArray(String[]::new);
    }

    /** @param messageId of the message, and so of the notification whenever it is posted */
    record Queued(long id, String key, String messageId, String payload) {
        /** The payload, an object with members, and its id. */
        String notification() {
            return "{\"messageId\":\"" + messageId + "\"," + payload.substring(payload.indexOf('{') + 1);
        }
    }
}
