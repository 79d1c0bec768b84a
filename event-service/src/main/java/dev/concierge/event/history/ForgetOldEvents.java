package dev.concierge.event.history;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Predicate;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Keeps the history as long as its settings say, and the ids only as long as a repetition can arrive: longer than the
 * topics keep their messages. Each step is a short transaction of its own.
 */
class ForgetOldEvents {
    private final History history;
    private final EventIds ids;
    private final Clock clock;
    private final HistorySettings settings;

    ForgetOldEvents(History history, EventIds ids, Clock clock, HistorySettings settings) {
        this.history = history;
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    void run() {
        Instant now = clock.instant();
        ids.forgetErasedBefore(now.minus(settings.idsKept()));
        untilNoneIsLeft(now.minus(settings.idsKept()), ids::forgetBefore);
        untilNoneIsLeft(now.minus(settings.eventsKept()), history::forgetBefore);
    }

    private static void untilNoneIsLeft(Instant limit, Predicate<Instant> step) {
        boolean more = true;
        while (more) {
            more = step.test(limit);
        }
    }
}
