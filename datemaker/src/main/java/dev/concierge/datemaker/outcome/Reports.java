package dev.concierge.datemaker.outcome;

import dev.concierge.datemaker.guest.Guests;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What guests reported, and what operators made of it. */
@Repository
class Reports {
    static final String PAGE = """
            select * from reports where (reported_at, report_id) > (?, ?) and (verdict is null or not ?)
            order by reported_at, report_id limit ?
            """;

    private final JdbcClient jdbc;
    private final Guests guests;

    Reports(JdbcClient jdbc, Guests guests) {
        this.jdbc = jdbc;
        this.guests = guests;
    }

    enum Verdict {
        UPHELD,
        DISMISSED
    }

    /** @param verdict null while it is open */
    record Report(
            UUID reportId,
            UUID eventId,
            UUID userId,
            UUID reportedId,
            String reason,
            Instant reportedAt,
            @Nullable Verdict verdict,
            @Nullable Instant reviewedAt,
            @Nullable String reviewedBy) {}

    /** In the order of reporting, after one. */
    List<Report> after(boolean openOnly, Instant at, UUID report, int limit) {
        return jdbc.sql(PAGE)
                .params(at.atOffset(ZoneOffset.UTC), report, openOnly, limit)
                .query((row, _) -> {
                    Timestamp reviewedAt = row.getTimestamp("reviewed_at");
                    String verdict = row.getString("verdict");
                    return new Report(
                            row.getObject("report_id", UUID.class),
                            row.getObject("event_id", UUID.class),
                            row.getObject("user_id", UUID.class),
                            row.getObject("reported_id", UUID.class),
                            row.getString("reason"),
                            row.getTimestamp("reported_at").toInstant(),
                            verdict == null ? null : Verdict.valueOf(verdict),
                            reviewedAt == null ? null : reviewedAt.toInstant(),
                            row.getString("reviewed_by"));
                })
                .list();
    }

    /** Once; a report that was right counts against the reported guest. */
    @Transactional
    public void review(UUID report, Verdict verdict, String by, Instant now) {
        UUID reported = jdbc.sql("""
                update reports set verdict = ?, reviewed_at = ?, reviewed_by = ?
                where report_id = ? and verdict is null returning reported_id
                """)
                .params(verdict.name(), now.atOffset(ZoneOffset.UTC), by, report)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> isKnown(report) ? Refusal.reviewed(report) : Refusal.noReport(report));
        if (verdict == Verdict.UPHELD) {
            guests.upheld(reported);
        }
    }

    private boolean isKnown(UUID report) {
        return jdbc.sql("select count(*) from reports where report_id = ?")
                        .param(report)
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
