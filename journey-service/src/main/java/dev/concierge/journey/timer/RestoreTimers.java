package dev.concierge.journey.timer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks for runs that would never move again. Whatever a run waits for, an event, an answer or a time, it has a timer
 * that ends the wait; one that has none, none held by a pause and nothing parked of its guest, gets it back and is
 * counted: it should not happen. Any pod may look: a timer that is not needed after all fires and changes nothing.
 */
@Component
class RestoreTimers {
    private static final Logger log = LoggerFactory.getLogger(RestoreTimers.class);
    private static final int STEP = 1_000;

    /** No batch is under way for as long. */
    private static final Duration AT_REST = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Counter restored;

    RestoreTimers(JdbcClient jdbc, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.restored = Counter.builder("journey.timers.restored")
                .description("Timers given back to runs that had lost theirs and would not have moved again")
                .register(meters);
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void run() {
        Instant before = clock.instant().minus(AT_REST);
        Looked looked = new Looked("", new UUID(0, 0), 0);
        while (looked != null) {
            looked = look(looked, before);
        }
    }

    /** Where a look ended, and how many timers it gave back. */
    private record Looked(String userId, UUID runId, int restored) {}

    /** Looks at the next runs; null when there are none. OFFSET keeps Postgres from reading all timers for each step. */
    private @Nullable Looked look(Looked last, Instant before) {
        Looked looked = jdbc.sql("""
                WITH looked_at AS (
                         SELECT user_id, run_id, shard, state, updated_at FROM runs
                         WHERE (user_id, run_id) > (:guest, :run) AND status = 'waiting'
                         ORDER BY user_id, run_id LIMIT :step),
                     waits AS (
                         SELECT user_id, run_id, shard, (position ->> 'visit')::int AS visit,
                                (position ->> 'until')::timestamptz AS due_at
                         FROM looked_at, jsonb_array_elements(
                             coalesce(state #> '{state,positions}', jsonb_build_array(state -> 'state'))) AS position
                         WHERE updated_at < :before AND position ->> 'until' IS NOT NULL),
                     restored AS (
                         INSERT INTO timers (user_id, run_id, shard, visit, due_at)
                         SELECT user_id, run_id, shard, visit, due_at FROM waits
                         WHERE NOT EXISTS (
                                   SELECT FROM timers
                                   WHERE (timers.user_id, timers.run_id, timers.visit)
                                       = (waits.user_id, waits.run_id, waits.visit) OFFSET 0)
                           AND NOT EXISTS (
                                   SELECT FROM held_timers AS held
                                   WHERE (held.user_id, held.run_id, held.visit)
                                       = (waits.user_id, waits.run_id, waits.visit))
                           AND NOT EXISTS (SELECT FROM platform.parked_message WHERE key = waits.user_id)
                         ON CONFLICT DO NOTHING RETURNING run_id)
                SELECT user_id, run_id, (SELECT count(*)::int FROM restored) AS restored
                FROM looked_at ORDER BY user_id DESC, run_id DESC LIMIT 1
                """)
                .param("guest", last.userId())
                .param("run", last.runId())
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("step", STEP)
                .query((row, _) -> new Looked(
                        row.getString("user_id"), row.getObject("run_id", UUID.class), row.getInt("restored")))
                .optional()
                .orElse(null);
        if (looked != null && looked.restored() > 0) {
            restored.increment(looked.restored());
            log.error(
                    "{} runs up to {} of guest {} had lost their timers and got them back",
                    looked.restored(),
                    looked.runId(),
                    looked.userId());
        }
        return looked;
    }
}
