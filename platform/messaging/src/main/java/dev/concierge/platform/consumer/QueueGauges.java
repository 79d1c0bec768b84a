package dev.concierge.platform.consumer;

import dev.concierge.platform.database.BackgroundGauges;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How much waits for operators. */
final class QueueGauges {
    QueueGauges(Collection<String> groups, JdbcClient jdbc, Gaps gaps, BackgroundGauges gauges, MeterRegistry meters) {
        groups.forEach(group -> Gauge.builder(
                        "consumer.parked.pending", gauges.keep(() -> parked(jdbc, group)), BackgroundGauges.Value::last)
                .description("Parked messages and steps of work, counted up to 100,000")
                .tag("subscription", group)
                .strongReference(true)
                .register(meters));
        Gauge.builder("consumer.gaps.open", gauges.keep(gaps::open), BackgroundGauges.Value::last)
                .description("Losses that hold a partition up until an operator accepts them")
                .strongReference(true)
                .register(meters);
    }

    private static long parked(JdbcClient jdbc, String group) {
        return jdbc.sql("SELECT count(*) FROM "
                        + "(SELECT FROM platform.parked_message WHERE subscription = ? LIMIT 100000) AS pending")
                .param(group)
                .query(Long.class)
                .single();
    }
}
