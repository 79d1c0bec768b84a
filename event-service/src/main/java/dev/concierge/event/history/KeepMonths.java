package dev.concierge.event.history;

import dev.concierge.platform.input.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The months of {@code user_events}, each a table: made before anything can be received in them, dropped when over. */
final class KeepMonths {
    private static final Logger log = LoggerFactory.getLogger(KeepMonths.class);
    private static final int AHEAD = 2;
    private static final String PREFIX = "user_events_";
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("uuuu_MM");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    KeepMonths(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Makes the months from {@code since} to two after {@code now}; those that are there stay. */
    void make(Instant since, Instant now) {
        YearMonth last = month(now).plusMonths(AHEAD);
        for (YearMonth month = month(since); !month.isAfter(last); month = month.plusMonths(1)) {
            LocalDate first = month.atDay(1);
            transaction.executeWithoutResult(_ -> jdbc.sql("SELECT make_events_month(?)")
                    .param(first)
                    .query((row, number) -> true)
                    .single());
        }
    }

    /** Drops the months that were over before {@code limit}. Waits for no reader: the next hour is another try. */
    void dropBefore(Instant limit) {
        YearMonth kept = month(limit);
        for (YearMonth month : months()) {
            if (month.isBefore(kept)) {
                transaction.executeWithoutResult(_ -> {
                    jdbc.sql("SET LOCAL lock_timeout = '2s'").update();
                    jdbc.sql("DROP TABLE " + PREFIX + SUFFIX.format(month)).update();
                });
                log.info("Dropped the events of {}: they were kept long enough", month);
            }
        }
    }

    /** The oldest first. */
    List<YearMonth> months() {
        return jdbc.sql("""
                        SELECT child.relname FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
                        WHERE inhparent = 'user_events'::regclass ORDER BY child.relname""").query((row, _) -> month(row.getString(1))).list();
    }

    private static YearMonth month(String table) {
        return YearMonth.from(Times.date(table.substring(PREFIX.length()).replace('_', '-') + "-01"));
    }

    private static YearMonth month(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }
}
