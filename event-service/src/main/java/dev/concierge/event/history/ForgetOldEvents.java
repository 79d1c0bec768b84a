package dev.concierge.event.history;

import dev.concierge.platform.database.Workload;
import java.time.Clock;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Keeps the history as long as its settings say, whole months at a time, and what was deleted or erased only as long as a
 * repetition can arrive: longer than the topics keep their messages.
 */
class ForgetOldEvents {
    private final History history;
    private final KeepMonths months;
    private final Clock clock;
    private final HistorySettings settings;

    ForgetOldEvents(History history, KeepMonths months, Clock clock, HistorySettings settings) {
        this.history = history;
        this.months = months;
        this.clock = clock;
        this.settings = settings;
    }

    /** Before the first message is read: what is received has a month to go to. */
    void prepare() {
        Instant now = clock.instant();
        months.make(now.minus(settings.idsKept()), now);
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    void run() {
        Workload.BACKGROUND.run(this::forget);
    }

    private void forget() {
        prepare();
        Instant now = clock.instant();
        history.forgetRemovalsBefore(now.minus(settings.idsKept()));
        months.dropBefore(now.minus(settings.eventsKept()));
    }
}
