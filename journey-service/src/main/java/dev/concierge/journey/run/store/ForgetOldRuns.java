package dev.concierge.journey.run.store;

import dev.concierge.journey.JourneySettings;
import dev.concierge.platform.database.Slices;
import java.time.Clock;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps ended runs, timelines and refusals as long as the settings say. */
@Component
class ForgetOldRuns {
    private final Runs runs;
    private final Timelines timelines;
    private final Refusals refusals;
    private final Clock clock;
    private final JourneySettings settings;

    ForgetOldRuns(Runs runs, Timelines timelines, Refusals refusals, Clock clock, JourneySettings settings) {
        this.runs = runs;
        this.timelines = timelines;
        this.refusals = refusals;
        this.clock = clock;
        this.settings = settings;
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    void run() {
        Instant limit = clock.instant().minus(settings.runsKept());
        Slices.forget(most -> runs.forgetEndedBefore(limit, most));
        Slices.forget(most -> timelines.forgetBefore(limit, most));
        Slices.forget(most -> refusals.forgetBefore(limit, most));
    }
}
