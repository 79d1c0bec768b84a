package dev.concierge.event.history;

import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.platform.problem.InvalidInput;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads a span of the history from its beginning, a page at a time and each by a query of its own: no transaction stays open
 * for as long as somebody reads, and nothing but a page is held in memory.
 */
public final class ScanHistory {
    private static final int PAGE = 1_000;
    private static final Duration NARROWEST = Duration.ofMinutes(1);
    private static final Duration WIDEST = Duration.ofDays(1);
    /** Where nothing happened a day costs as much as a century. */
    private static final Duration EMPTIEST = Duration.ofDays(365_250);

    private static final int STEP = 8;

    private final JdbcClient jdbc;

    ScanHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Which events.
     *
     * @param from of their own time, inclusive
     * @param to exclusive
     */
    public record Span(@Nullable String userId, @Nullable String name, Instant from, Instant to) {
        public Span {
            if (from.isBefore(Instant.EPOCH)) {
                throw new InvalidInput("?from", from + " (expected: not before " + Instant.EPOCH + ")");
            }
            if (!to.isAfter(from)) {
                throw new InvalidInput("?to", to + " (expected: after from, " + from + ")");
            }
        }
    }

    /** The last event that was read. */
    public record Place(Instant at, UUID id) {}

    /** @param after where to go on; null for the beginning */
    public Scan scan(Span span, @Nullable Place after) {
        return new Scan(span, after);
    }

    /** A reading under way. */
    public final class Scan {
        private final Span span;
        private Instant at;
        private @Nullable UUID id;
        private Duration width = NARROWEST;

        private Scan(Span span, @Nullable Place after) {
            this.span = span;
            this.at = after == null ? span.from() : after.at();
            this.id = after == null ? null : after.id();
        }

        /** The next of them by time and id; none when it is at its end. */
        public List<Occurrence> next() {
            while (at.isBefore(span.to())) {
                Instant end = end();
                List<Occurrence> found = page(end);
                if (found.size() == PAGE) {
                    Occurrence last = found.getLast();
                    // where much happened, the next window holds about as much again
                    width = between(
                            NARROWEST.dividedBy(60),
                            Duration.between(at, last.at()).multipliedBy(2));
                    at = last.at();
                    id = last.id();
                } else {
                    at = end;
                    id = null;
                    width = found.isEmpty()
                            ? atMost(EMPTIEST, width.multipliedBy(STEP))
                            : between(NARROWEST, width.multipliedBy(STEP));
                }
                if (!found.isEmpty()) {
                    return found;
                }
            }
            return List.of();
        }

        /** A guest's events and those of a name are in an index in the order of time; all of them are in none. */
        private Instant end() {
            if (span.userId() != null || span.name() != null) {
                return span.to();
            }
            Instant end = at.plus(width);
            return end.isBefore(span.to()) ? end : span.to();
        }

        private static Duration between(Duration least, Duration wanted) {
            if (wanted.compareTo(least) < 0) {
                return least;
            }
            return atMost(WIDEST, wanted);
        }

        private static Duration atMost(Duration most, Duration wanted) {
            return wanted.compareTo(most) > 0 ? most : wanted;
        }

        private List<Occurrence> page(Instant end) {
            List<String> conditions = new ArrayList<>(List.of("event_at >= ?", "event_at < ?"));
            List<Object> values = new ArrayList<>(List.of(at.atOffset(ZoneOffset.UTC), end.atOffset(ZoneOffset.UTC)));
            History.where(conditions, values, "user_id = ?", span.userId());
            History.where(conditions, values, "event_name = ?", span.name());
            if (id != null) {
                conditions.add("(event_at, event_id) > (?, ?)");
                values.add(at.atOffset(ZoneOffset.UTC));
                values.add(id);
            }
            values.add(PAGE);
            return jdbc.sql(History.SELECT + " WHERE " + String.join(" AND ", conditions)
                            + " ORDER BY event_at, event_id LIMIT ?")
                    .params(values)
                    .query(History::occurrence)
                    .list();
        }
    }
}
