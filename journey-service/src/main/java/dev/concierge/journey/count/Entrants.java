package dev.concierge.journey.count;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.EntryRules;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who could come in now: what entry rules would say to each guest that is known here. Whether what takes them in
 * happens to them is not known before it does.
 */
@Repository
class Entrants {
    private final JdbcClient jdbc;

    Entrants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param guests who are known here
     * @param reentry who have been in, and may not again, or not yet
     * @param live who are on as many runs as a guest may be at once
     * @param rate who came in too often lately
     * @param outranked who are on a journey that goes before this one
     * @param cap how many more runs there may be at all; null for any number
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Expected(
            long guests,
            long wouldEnter,
            long reentry,
            long live,
            long rate,
            long outranked,
            @Nullable Long cap) {}

    Expected expect(Definition definition, Instant now) {
        EntryRules rules = definition.entryRules();
        EntryRules.Priority priority = rules.priority();
        Long cap = cap(definition);
        return jdbc.sql("""
                WITH past AS (
                         SELECT user_id, runs, CASE WHEN recent_since > :since THEN recent ELSE 0 END AS recent
                         FROM entries WHERE journey_id = :journey),
                     under_way AS (
                         SELECT user_id, count(*) AS runs FROM runs
                         WHERE journey_id = :journey AND status = 'waiting' GROUP BY user_id),
                     above AS (
                         SELECT journey_id, version FROM journey_versions
                         WHERE journey_id <> :journey AND published_at IS NOT NULL
                           AND definition #>> '{entryRules,priority,group}' = :group
                           AND (definition #>> '{entryRules,priority,rank}')::numeric >= :rank),
                     outranked AS (
                         SELECT DISTINCT user_id FROM runs JOIN above USING (journey_id, version)
                         WHERE status = 'waiting'),
                     judged AS (
                         SELECT CASE
                             WHEN :reentry = 'never' AND past.runs > 0 THEN 'reentry'
                             WHEN :reentry = 'after_exit' AND under_way.runs > 0 THEN 'reentry'
                             WHEN under_way.runs >= :live THEN 'live'
                             WHEN past.recent >= :rate THEN 'rate'
                             WHEN outranked.user_id IS NOT NULL THEN 'outranked' END AS refusal
                         FROM guests LEFT JOIN past USING (user_id) LEFT JOIN under_way USING (user_id)
                             LEFT JOIN outranked USING (user_id)
                         WHERE erased_at IS NULL)
                SELECT count(*) AS guests, count(*) FILTER (WHERE refusal IS NULL) AS would_enter,
                       count(*) FILTER (WHERE refusal = 'reentry') AS reentry,
                       count(*) FILTER (WHERE refusal = 'live') AS live, count(*) FILTER (WHERE refusal = 'rate') AS rate,
                       count(*) FILTER (WHERE refusal = 'outranked') AS outranked
                FROM judged
                """)
                .param("journey", definition.journeyId().value())
                .param("since", now.minus(rules.rate().within()).atOffset(ZoneOffset.UTC))
                .param("reentry", rules.reentry().name().toLowerCase(Locale.ROOT))
                .param("live", rules.live())
                .param("rate", rules.rate().runs())
                .param("group", priority == null ? "" : priority.group())
                .param("rank", priority == null ? 0 : priority.rank())
                .query((row, _) -> new Expected(
                        row.getLong("guests"),
                        cap == null ? row.getLong("would_enter") : Math.min(cap, row.getLong("would_enter")),
                        row.getLong("reentry"),
                        row.getLong("live"),
                        row.getLong("rate"),
                        row.getLong("outranked"),
                        cap))
                .single();
    }

    private @Nullable Long cap(Definition definition) {
        int most = definition.limits().runs();
        if (most == 0) {
            return null;
        }
        long runs = jdbc.sql("SELECT coalesce((spent ->> 'runs')::bigint, 0) FROM spending WHERE journey_id = ?")
                .param(definition.journeyId().value())
                .query(Long.class)
                .optional()
                .orElse(0L);
        return Math.max(0, most - runs);
    }
}
