package dev.concierge.curator.experience;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.ClaimedWork;
import dev.concierge.platform.loop.Loop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on the jobs that are due, some at one time. */
final class RunJobs extends ClaimedWork<ExperienceJob> {
    private static final Logger log = LoggerFactory.getLogger(RunJobs.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(10);

    private final ExperienceJobs jobs;
    private final AdvanceJob advance;
    private final JobSettings settings;
    private final Clock clock;

    RunJobs(ExperienceJobs jobs, AdvanceJob advance, JobSettings settings, Clock clock) {
        super("experience-jobs", Workload.BACKGROUND::run, settings.atOnce(), POLL, PATIENCE_AT_END);
        this.jobs = jobs;
        this.advance = advance;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected List<ExperienceJob> claim(int most) {
        Instant now = clock.instant();
        return jobs.claim(now, now.plus(settings.lease()), most);
    }

    @Override
    protected void run(ExperienceJob job, Loop turns) {
        try {
            advance.advance(job);
        } catch (RuntimeException failure) {
            log.warn("Job {} is left to its next claim: {}", job.requestId(), failure.toString());
        }
    }
}
