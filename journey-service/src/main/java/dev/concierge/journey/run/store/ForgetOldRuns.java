package dev.concierge.journey.run.store;

import dev.concierge.journey.JourneySettings;
import java.time.Clock;
import java.time.Instant;
import java.util.function.IntUnaryOperator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps ended runs, timelines and refusals as long as the settings say. Each step is a short transaction of its own. */
@Component
class ForgetOldRuns {
    private static final int STEP = 1_000;

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
        untilNoneIsLeft(step -> runs.forgetEndedBefore(limit, step));
        untilNoneIsLeft(step -> timelines.forgetBefore(limit, step));
        untilNoneIsLeft(step -> refusals.forgetBefore(limit, step));
    }

    private static void untilNoneIsLeft(IntUnaryOperator forget) {
        int forgotten = STEP;
        while (forgotten == STEP) {
            forgotten = forget.applyAsInt(STEP);
        }
    }
}
