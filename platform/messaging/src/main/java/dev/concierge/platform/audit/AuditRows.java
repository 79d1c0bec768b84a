package dev.concierge.platform.audit;

import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the log. All of it and what one person did are read by its numbers, so each page costs what it shows; what was done
 * to what begins so costs what there is of it, or what is passed over on the way to a page, whichever the database finds
 * to be less.
 */
final class AuditRows {
    private final JdbcClient jdbc;

    AuditRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The newest first.
     *
     * @param actor null for all
     * @param target how it begins; null for all
     * @param to before when; null for now
     */
    Page<AuditRowView> list(@Nullable String actor, @Nullable String target, @Nullable Instant to, PageRequest page) {
        long before = Objects.requireNonNullElse(page.after(Numbers::count), Long.MAX_VALUE);
        List<AuditRowView> rows = jdbc.sql("""
                        SELECT seq, at, actor, kind, action, target, outcome, trace FROM platform.audit_log
                        WHERE seq < :before
                          AND (:actor::text IS NULL OR actor = :actor)
                          AND (:target::text IS NULL OR target LIKE :target)
                          AND (:to::timestamptz IS NULL OR at < :to)
                        ORDER BY seq DESC LIMIT :limit
                        """)
                .param("before", before)
                .param("actor", actor)
                .param("target", target == null ? null : beginning(target))
                .param("to", to == null ? null : to.atOffset(ZoneOffset.UTC))
                .param("limit", page.limit() + 1)
                .query((row, _) -> new AuditRowView(
                        row.getLong("seq"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        row.getString("kind"),
                        row.getString("action"),
                        row.getString("target"),
                        row.getString("outcome"),
                        row.getString("trace")))
                .list();
        return Page.of(rows, page, row -> Cursor.of(row.seq()));
    }

    /** As the index of targets takes it; what means something in a pattern stands for itself. */
    private static String beginning(String text) {
        return text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
