package dev.concierge.platform.outbox;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who relays which shard group, by the database's clock. */
final class OutboxLeases {
    private final JdbcClient jdbc;
    private final UUID owner;
    private final Duration length;
    private final int groups;

    OutboxLeases(JdbcClient jdbc, UUID owner, Duration length, int groups) {
        this.jdbc = jdbc;
        this.owner = owner;
        this.length = length;
        this.groups = groups;
    }

    /** Takes a group that is free, whose holder fell silent, or that this owner held before; the epoch rises. */
    Optional<Lease> acquire(int group) {
        return jdbc.sql("""
                INSERT INTO platform.outbox_lease AS held (group_no, groups, owner, epoch, expires_at)
                SELECT :group, :groups, :owner, 1, clock_timestamp() + :length * interval '1 ms'
                WHERE NOT EXISTS (SELECT FROM platform.outbox_lease
                                  WHERE groups <> :groups AND expires_at > clock_timestamp())
                ON CONFLICT (group_no) DO UPDATE
                SET owner = :owner, groups = :groups, epoch = held.epoch + 1, expires_at = excluded.expires_at
                WHERE held.expires_at < clock_timestamp() OR held.owner = :owner
                RETURNING epoch
                """)
                .param("group", group)
                .param("groups", groups)
                .param("owner", owner)
                .param("length", length.toMillis())
                .query(Long.class)
                .optional()
                .map(epoch -> new Lease(group, epoch));
    }

    /** Extends a lease that is still held; false means another relay has it. */
    boolean renew(Lease lease) {
        return update(lease, length) == 1;
    }

    /** Gives a lease back, so that another relay need not wait for it to expire. */
    void release(Lease lease) {
        update(lease, Duration.ZERO);
    }

    private int update(Lease lease, Duration remaining) {
        return jdbc.sql("""
                UPDATE platform.outbox_lease SET expires_at = clock_timestamp() + :remaining * interval '1 ms'
                WHERE group_no = :group AND owner = :owner AND epoch = :epoch
                """)
                .param("remaining", remaining.toMillis())
                .param("group", lease.group())
                .param("owner", owner)
                .param("epoch", lease.epoch())
                .update();
    }

    record Lease(int group, long epoch) {}
}
