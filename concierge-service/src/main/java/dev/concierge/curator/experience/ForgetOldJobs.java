package dev.concierge.curator.experience;

import dev.concierge.platform.database.Slices;
import java.time.Clock;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps jobs of which nothing is left as long as the settings say. One that is done stays: by it its experience is changed,
 * withdrawn and erased. So does one that waits for somebody.
 */
@Component
class ForgetOldJobs {
    private final ExperienceJobs jobs;
    private final JobSettings settings;
    private final Clock clock;

    ForgetOldJobs(ExperienceJobs jobs, JobSettings settings, Clock clock) {
        this.jobs = jobs;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    void run() {
        Instant limit = clock.instant().minus(settings.kept());
        Slices.forget(most -> jobs.forgetEndedBefore(limit, most));
    }
}
