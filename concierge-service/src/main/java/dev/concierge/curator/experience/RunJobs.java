package dev.concierge.curator.experience;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.ClaimedWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Works on the jobs that are due, some at one time. */
final class RunJobs implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RunJobs.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(10);

    private final AdvanceJob advance;
    private final ClaimedWork<ExperienceJob> work;

    RunJobs(ExperienceJobs jobs, AdvanceJob advance, JobSettings settings, Clock clock) {
        this.advance = advance;
        this.work = new ClaimedWork<>(
                "experience-jobs",
                Workload.BACKGROUND::run,
                settings.atOnce(),
                POLL,
                most -> {
                    Instant now = clock.instant();
                    return jobs.claim(now, now.plus(settings.lease()), most);
                },
                (job, _) -> run(job));
    }

    @Override
    public void start() {
        work.start();
    }

    @Override
    public void stop() {
        work.stop(PATIENCE_AT_END);
    }

    @Override
    public boolean isRunning() {
        return work.isRunning();
    }

    private void run(ExperienceJob job) {
        try {
            advance.advance(job);
        } catch (RuntimeException failure) {
            log.warn("Job {} is left to its next claim: {}", job.requestId(), failure.toString());
        }
    }
}
