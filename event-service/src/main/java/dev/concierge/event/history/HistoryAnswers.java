package dev.concierge.event.history;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Answers questions about what guests did, all of a batch in one query. */
public final class HistoryAnswers {
    /** What counts for a question, before its window is looked at. */
    private static final String COUNTED = """
            e.user_id = q.user_id AND e.event_name = q.event_name AND e.seq <= q.seq
                AND NOT EXISTS (
                    SELECT FROM jsonb_each(q.attributes) a WHERE e.attributes -> a.key IS DISTINCT FROM a.value)""";

    /**
     * Counting stops at the number asked for, so that a busy guest costs no more than that. With a window, any stretch of
     * that length that the occurrence lies in may hold that many, as what happened later may have come earlier: of so many
     * before it and so many behind it, by their own times, a run of that number spans less than the window.
     */
    private static final String COUNT = """
            SELECT CASE WHEN q.width = '' THEN (
                SELECT count(*) = q.at_least FROM (
                    SELECT FROM user_events e WHERE %1$s LIMIT q.at_least) counted)
            ELSE EXISTS (
                SELECT FROM (
                    SELECT event_at AS last_at, lag(event_at, q.at_least - 1) OVER (ORDER BY event_at) AS first_at
                    FROM (
                        (SELECT e.event_at FROM user_events e
                        WHERE %1$s AND e.event_at > q.since AND e.event_at <= q.happened_at
                        ORDER BY e.event_at DESC LIMIT q.at_least)
                        UNION ALL
                        (SELECT e.event_at FROM user_events e
                        WHERE %1$s AND e.event_at > q.happened_at AND e.event_at < q.until
                        ORDER BY e.event_at LIMIT q.at_least)) near) runs
                WHERE first_at <= q.happened_at AND last_at >= q.happened_at
                    AND last_at < first_at + NULLIF(q.width, '')::interval)
            END
            FROM unnest(?::text[], ?::text[], ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::text[],
                    ?::jsonb[], ?::int[])
                WITH ORDINALITY
                    AS q (user_id, event_name, seq, happened_at, since, until, width, attributes, at_least, ord)
            ORDER BY q.ord""".formatted(COUNTED);

    private final JdbcTemplate template;

    HistoryAnswers(JdbcTemplate template) {
        this.template = template;
    }

    /** One answer per question, in their order. */
    public List<Boolean> to(List<HistoryQuestion> questions) {
        if (questions.isEmpty()) {
            return List.of();
        }
        Columns<HistoryQuestion> columns = new Columns<>(
                questions,
                question -> question.upTo().occurrence().userId(),
                question -> question.upTo().occurrence().name(),
                question -> question.upTo().seq(),
                HistoryQuestion::happenedAt,
                HistoryQuestion::since,
                HistoryQuestion::until,
                HistoryQuestion::width,
                HistoryQuestion::attributes,
                HistoryQuestion::atLeast);
        return template.query(COUNT, columns.asParameters(), (row, number) -> row.getBoolean(1));
    }
}
