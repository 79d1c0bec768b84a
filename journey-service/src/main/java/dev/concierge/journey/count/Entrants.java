package dev.concierge.journey.count;

import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.EntryRules;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
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
     */
    record Expected(long guests, long wouldEnter, long reentry, long live, long rate) {}

    Expected expect(Definition definition, Instant now) {
        EntryRules rules = definition.entryRules();
        return jdbc.sql("""
                WITH past AS (
                         SELECT user_id, runs, CASE WHEN recent_since > :since THEN recent ELSE 0 END AS recent
                         FROM entries WHERE journey_id = :journey),
                     under_way AS (
                         SELECT user_id, count(*) AS runs FROM runs
                         WHERE journey_id = :journey AND status = 'waiting' GROUP BY user_id),
                     judged AS (
                         SELECT CASE
                             WHEN :reentry = 'never' AND past.runs > 0 THEN 'reentry'
                             WHEN :reentry = 'after_exit' AND under_way.runs > 0 THEN 'reentry'
                             WHEN under_way.runs >= :live THEN 'live'
                             WHEN past.recent >= :rate THEN 'rate' END AS refusal
                         FROM guests LEFT JOIN past USING (user_id) LEFT JOIN under_way USING (user_id)
                         WHERE erased_at IS NULL)
                SELECT count(*) AS guests, count(*) FILTER (WHERE refusal IS NULL) AS would_enter,
                       count(*) FILTER (WHERE refusal = 'reentry') AS reentry,
                       count(*) FILTER (WHERE refusal = 'live') AS live, count(*) FILTER (WHERE refusal = 'rate') AS rate
                FROM judged
                """)
                .param("journey", definition.journeyId().value())
                .param("since", now.minus(rules.rate().within()).atOffset(ZoneOffset.UTC))
                .param("reentry", rules.reentry().name().toLowerCase(Locale.ROOT))
                .param("live", rules.live())
                .param("rate", rules.rate().runs())
                .query((row, _) -> new Expected(
                        row.getLong("guests"),
                        row.getLong("would_enter"),
                        row.getLong("reentry"),
                        row.getLong("live"),
                        row.getLong("rate")))
                .single();
    }
}
