package dev.concierge.hub.delivery;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deliveries that are due, shared by all pods. */
final class DeliveryQueue {
    private final JdbcClient jdbc;
    private final Notifications notifications;

    DeliveryQueue(JdbcClient jdbc, Notifications notifications) {
        this.jdbc = jdbc;
        this.notifications = notifications;
    }

    /**
     * Claims what is due; nothing of a channel that is stopped. Materialized, because a subquery with LIMIT and SKIP
     * LOCKED may be run once per row and then claims more.
     *
     * @param claim after which another pod may take it: longer than any attempt
     */
    List<Claimed> claim(String channel, int limit, Instant now, Duration claim) {
        return jdbc.sql("""
                WITH due AS MATERIALIZED (
                    SELECT notification_id, state FROM delivery
                    WHERE channel = :channel AND state IN ('pending', 'held', 'claimed', 'sending') AND due_at <= :now
                      AND NOT EXISTS (SELECT FROM stopped_channel s WHERE s.channel IN (:channel, '*'))
                    ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED)
                UPDATE delivery AS claimed
                SET state = CASE WHEN due.state = 'sending' THEN 'sending' ELSE 'claimed' END,
                    attempts = attempts + 1, due_at = :until, first_attempt_at = coalesce(first_attempt_at, :now)
                FROM due JOIN notification n USING (notification_id)
                WHERE claimed.notification_id = due.notification_id AND claimed.channel = :channel
                RETURNING n.notification_id, user_id, category, content, data, source, requested_at, template_id,
                    template_version, locale, business_id, expires_at, traceparent,
                    claimed.attempts, claimed.first_attempt_at, due.state AS before""")
                .param("channel", channel)
                .param("limit", limit)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(claim)))
                .query((row, number) -> new Claimed(
                        notifications.notification(row, number),
                        row.getInt("attempts"),
                        row.getTimestamp("first_attempt_at").toInstant(),
                        row.getString("before").equals("sending"),
                        row.getString("before").equals("held")))
                .list();
    }

    /** Says of each that it may leave from now on; returns those whose claim still holds. */
    Set<UUID> sending(String channel, Collection<Claimed> ready) {
        if (ready.isEmpty()) {
            return Set.of();
        }
        return jdbc
                .sql("""
                        UPDATE delivery SET state = 'sending'
                        FROM unnest(:ids::uuid[], :attempts::int[]) AS ready (id, attempt)
                        WHERE notification_id = ready.id AND channel = :channel AND attempts = ready.attempt
                          AND state IN ('claimed', 'sending')
                        RETURNING notification_id""")
                .param("ids", ready.stream().map(one -> one.notification().id()).toArray(UUID[]::new))
                .param("attempts", ready.stream().map(Claimed::attempt).toArray(Integer[]::new))
                .param("channel", channel)
                .query(UUID.class)
                .stream()
                .collect(Collectors.toSet());
    }

    /** Gives it back until then. */
    void again(String channel, Claimed claimed, String reason, Instant due) {
        giveBack(channel, claimed, "pending", reason, due);
    }

    /** Its patience counts from when it is let go. False when its claim was lost. */
    boolean hold(String channel, Claimed claimed, String reason, Instant until) {
        return giveBack(channel, claimed, "held", reason, until);
    }

    private boolean giveBack(String channel, Claimed claimed, String state, String reason, Instant due) {
        return jdbc.sql("""
                        UPDATE delivery SET state = :state, reason = :reason, due_at = :due,
                          first_attempt_at = CASE WHEN :state = 'held' THEN NULL ELSE first_attempt_at END
                        WHERE notification_id = :id AND channel = :channel AND attempts = :attempt
                          AND state IN ('claimed', 'sending')""")
                        .param("state", state)
                        .param("reason", reason)
                        .param("due", Timestamp.from(due))
                        .param("id", claimed.notification().id())
                        .param("channel", channel)
                        .param("attempt", claimed.attempt())
                        .update()
                == 1;
    }

    /** How many wait, counted up to 100,000. */
    long waiting(String channel) {
        return jdbc.sql("""
                SELECT count(*) FROM (SELECT FROM delivery WHERE channel = :channel
                  AND state IN ('pending', 'held', 'claimed', 'sending') LIMIT 100000) AS waiting""").param("channel", channel).query(Long.class).single();
    }
}
