package dev.concierge.curator.experience;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.Loop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Works on the jobs that are due, some at one time. */
final class RunJobs implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RunJobs.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int PATIENCE_AT_END = 10;

    private final ExperienceJobs jobs;
    private final AdvanceJob advance;
    private final JobSettings settings;
    private final Clock clock;
    private final Semaphore room;
    private @Nullable Loop loop;

    RunJobs(ExperienceJobs jobs, AdvanceJob advance, JobSettings settings, Clock clock) {
        this.jobs = jobs;
        this.advance = advance;
        this.settings = settings;
        this.clock = clock;
        this.room = new Semaphore(settings.atOnce());
    }

    @Override
    public void start() {
        if (settings.atOnce() > 0) {
            loop = Loop.start("experience-jobs", Workload.BACKGROUND::run, this::turn);
        }
    }

    @Override
    public void stop() {
        if (loop != null) {
            loop.stop(Duration.ofSeconds(1));
            loop = null;
            awaitRunning();
        }
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }

    private void awaitRunning() {
        try {
            if (room.tryAcquire(settings.atOnce(), PATIENCE_AT_END, TimeUnit.SECONDS)) {
                room.release(settings.atOnce());
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn(Loop turns) throws InterruptedException {
        room.acquire();
        int free = 1 + room.drainPermits();
        List<ExperienceJob> claimed = List.of();
        try {
            Instant now = clock.instant();
            claimed = turns.isStopping() ? List.of() : jobs.claim(now, now.plus(settings.lease()), free);
        } finally {
            room.release(free - claimed.size());
        }
        for (ExperienceJob job : claimed) {
            Thread.ofVirtual().name("experience-job").start(() -> Workload.BACKGROUND.run(() -> run(job, turns)));
        }
        if (claimed.isEmpty()) {
            turns.await(POLL);
        }
    }

    private void run(ExperienceJob job, Loop turns) {
        try {
            advance.advance(job);
        } catch (RuntimeException failure) {
            log.warn("Job {} is left to its next claim: {}", job.requestId(), failure.toString());
        } finally {
            room.release();
            turns.wake();
        }
    }
}
