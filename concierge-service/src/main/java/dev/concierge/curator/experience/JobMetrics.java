package dev.concierge.curator.experience;

import dev.concierge.curator.experience.ExperienceJob.Status;
import dev.concierge.curator.experience.ExperienceJob.Step;
import dev.concierge.platform.database.BackgroundGauges;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    private record Counted(At at, long jobs, Instant oldest) {}

    JobMetrics(MeterRegistry meters, BackgroundGauges gauges, JdbcClient jdbc, Clock clock) {
        this.meters = meters;
        this.jdbc = jdbc;
        this.clock = clock;
        // from the start, so that the first of each has a rate
        for (Status status : Status.values()) {
            moves(status);
        }
        for (Step step : Step.values()) {
            steps(step);
        }
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
        List<Counted> open = jdbc.sql("""
                        SELECT status, step, count(*) AS jobs, min(created_at) AS oldest FROM experience_jobs
                        WHERE status = ANY(?) GROUP BY status, step
                        """)
                .param(OPEN.stream().map(Status::name).toArray(String[]::new))
                .query((row, _) -> new Counted(
                        new At(Status.valueOf(row.getString("status")), Step.valueOf(row.getString("step"))),
                        row.getLong("jobs"),
                        row.getTimestamp("oldest").toInstant()))
                .list();
        counts = open.stream().collect(Collectors.toUnmodifiableMap(Counted::at, Counted::jobs));
        Instant now = clock.instant();
        return open.stream()
                .filter(some ->
                        some.at().status() == Status.RUNNING || some.at().status() == Status.UNDOING)
                .mapToLong(
                        some -> Math.max(0, Duration.between(some.oldest(), now).toMillis()))
                .max()
                .orElse(0);
    }

    void stepped(Step step, Instant from, Instant to) {
        steps(step).record(Duration.between(from, to));
    }

    void moved(Status status) {
        moves(status).increment();
    }

    private Timer steps(Step step) {
        return Timer.builder("curator.job.step")
                .description("What a step takes, with its commit")
                .tag("step", step.name())
                .register(meters);
    }

    private Counter moves(Status status) {
        return Counter.builder("curator.jobs.moved")
                .description("Jobs that came to a status")
                .tag("status", status.name())
                .register(meters);
    }
}
