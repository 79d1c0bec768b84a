package dev.concierge.event.history;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Answers questions about what guests did, all of a batch in one query. */
public final class HistoryAnswers {
    /** Counting stops at the number asked for, so that a busy guest costs no more than that. */
    private static final String COUNT = """
            SELECT (SELECT count(*) = q.at_least FROM (
                SELECT FROM user_events e
                WHERE e.user_id = q.user_id AND e.event_name = q.event_name AND e.seq <= q.seq
                  AND e.event_at > q.since AND e.event_at <= q.until
                  AND NOT EXISTS (
                      SELECT FROM jsonb_each(q.attributes) a WHERE e.attributes -> a.key IS DISTINCT FROM a.value)
                LIMIT q.at_least) counted)
            FROM unnest(?::text[], ?::text[], ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::jsonb[], ?::bigint[])
                WITH ORDINALITY AS q (user_id, event_name, seq, since, until, attributes, at_least, ord)
            ORDER BY q.ord""";

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
                HistoryQuestion::since,
                HistoryQuestion::until,
                HistoryQuestion::attributes,
                HistoryQuestion::atLeast);
        return template.query(COUNT, columns.asParameters(), (row, number) -> row.getBoolean(1));
    }
}
