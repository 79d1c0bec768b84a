package dev.concierge.curator.experience;

import dev.concierge.curator.experience.ExperienceJob.Status;
import dev.concierge.curator.experience.ExperienceJob.Step;
import dev.concierge.platform.database.BackgroundGauges;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many jobs there are at which status and step, how old the oldest is that is not ended, and what happens to them. */
@Component
class JobMetrics {
    private static final List<Status> OPEN =
            List.of(Status.DRAFT, Status.CONSENT_REQUIRED, Status.RUNNING, Status.ACTION_REQUIRED, Status.UNDOING);

    private final MeterRegistry meters;
    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile Map<At, Long> counts = Map.of();

    private record At(Status status, Step step) {}

    JobMetrics(MeterRegistry meters, BackgroundGauges gauges, JdbcClient jdbc, Clock clock) {
        this.meters = meters;
        this.jdbc = jdbc;
        this.clock = clock;
        for (Status status : OPEN) {
            for (Step step : Step.values()) {
                Gauge.builder("curator.jobs", () -> counts.getOrDefault(new At(status, step), 0L))
                        .description("Jobs that are not ended")
                        .tag("status", status.name())
                        .tag("step", step.name())
                        .register(meters);
            }
        }
        Gauge.builder("curator.jobs.oldest.seconds", gauges.keep(this::count), BackgroundGauges.Value::ageInSeconds)
                .strongReference(true)
                .description("Since the oldest job that runs or is undone was begun")
                .register(meters);
    }

    /** @return how old the oldest is, in milliseconds */
    private long count() {
        Map<At, Long> found = new HashMap<>();
        jdbc.sql("""
                        SELECT status, step, count(*) AS jobs FROM experience_jobs
                        WHERE status IN ('DRAFT', 'CONSENT_REQUIRED', 'RUNNING', 'ACTION_REQUIRED', 'UNDOING')
                        GROUP BY status, step
                        """).query(row -> {
            found.put(
                    new At(Status.valueOf(row.getString("status")), Step.valueOf(row.getString("step"))),
                    row.getLong("jobs"));
        });
        counts = Map.copyOf(found);
        return jdbc.sql("SELECT min(created_at) AS oldest FROM experience_jobs WHERE status IN ('RUNNING', 'UNDOING')")
                .query((row, _) -> {
                    Timestamp oldest = row.getTimestamp("oldest");
                    return oldest == null
                            ? 0L
                            : Math.max(
                                    0,
                                    Duration.between(oldest.toInstant(), clock.instant())
                                            .toMillis());
                })
                .single();
    }

    void stepped(Step step, Instant from, Instant to) {
        Timer.builder("curator.job.step")
                .description("What a step takes, with its commit")
                .tag("step", step.name())
                .register(meters)
                .record(Duration.between(from, to));
    }

    void moved(Status status) {
        meters.counter("curator.jobs.moved", "status", status.name()).increment();
    }
}
