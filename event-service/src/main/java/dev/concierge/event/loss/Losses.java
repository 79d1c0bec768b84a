package dev.concierge.event.loss;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The ledger; also {@code event_lost_total} by reason: whose client it was says the ledger alone, as other producers name
 * theirs as they like.
 */
public final class Losses {
    private static final Comparator<Loss> BY_KEY = Comparator.comparing(Loss::day)
            .thenComparing(Loss::client)
            .thenComparing(Loss::eventName)
            .thenComparing(Loss::reason);

    private final JdbcClient jdbc;
    private final MeterRegistry meters;

    Losses(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.meters = meters;
        // a series that is there before its first loss: one that begins with it shows no increase
        Stream.of(Loss.REPEATED, Loss.ERASED_GUEST, Loss.RESERVED_NAME, Loss.PARKED)
                .forEach(this::meter);
    }

    /** Called in the transaction that moves the position: exact whatever is redelivered. In one order, so that no two wait for each other. */
    public void add(List<Loss> losses) {
        if (losses.isEmpty()) {
            return;
        }
        Map<Loss, Long> counted = losses.stream()
                .collect(Collectors.groupingBy(
                        loss -> new Loss(loss.day(), loss.client(), loss.eventName(), loss.reason(), 0),
                        Collectors.summingLong(Loss::count)));
        counted.keySet().stream().sorted(BY_KEY).forEach(loss -> add(loss, counted.getOrDefault(loss, 0L)));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                counted.forEach((loss, count) -> meter(loss.reason()).increment(count));
            }
        });
    }

    private void add(Loss loss, long count) {
        jdbc.sql("""
                        INSERT INTO event_losses AS known (day, client, event_name, reason, count) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (day, client, event_name, reason) DO UPDATE SET count = known.count + EXCLUDED.count""")
                .params(loss.day(), loss.client(), loss.eventName(), loss.reason(), count)
                .update();
    }

    private Counter meter(String reason) {
        return Counter.builder("event.lost")
                .description("Events refused, suppressed, late or repeated")
                .tag("reason", reason)
                .register(meters);
    }

    /**
     * Which of them a list shows; null: all.
     *
     * @param name of events
     * @param from the first day
     * @param to the last
     */
    record Filter(
            @Nullable String client,
            @Nullable String name,
            @Nullable String reason,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    /** By day, client, name and reason; one more than the limit when there are more. */
    List<Loss> list(Filter filter, @Nullable Loss after, int limit) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        List<Object> values = new ArrayList<>();
        where(conditions, values, "client = ?", filter.client());
        where(conditions, values, "event_name = ?", filter.name());
        where(conditions, values, "reason = ?", filter.reason());
        where(conditions, values, "day >= ?", filter.from());
        where(conditions, values, "day <= ?", filter.to());
        if (after != null) {
            conditions.add("(day, client, event_name, reason) > (?, ?, ?, ?)");
            values.addAll(List.of(after.day(), after.client(), after.eventName(), after.reason()));
        }
        values.add(limit + 1);
        return jdbc.sql("SELECT day, client, event_name, reason, count FROM event_losses WHERE "
                        + String.join(" AND ", conditions) + " ORDER BY day, client, event_name, reason LIMIT ?")
                .params(values)
                .query((row, number) -> new Loss(
                        row.getObject(1, LocalDate.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5)))
                .list();
    }

    private static void where(List<String> conditions, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.add(value);
        }
    }

    void forgetBefore(LocalDate day) {
        jdbc.sql("DELETE FROM event_losses WHERE day < ?").param(day).update();
    }
}
