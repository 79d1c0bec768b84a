package dev.concierge.event.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;

/** Keeps the ids only as long as a repetition can arrive: longer than the topics keep their messages. */
class ForgetOldIds {
    private final EventIds ids;
    private final Clock clock;
    private final Duration kept;

    ForgetOldIds(EventIds ids, Clock clock, Duration kept) {
        this.ids = ids;
        this.clock = clock;
        this.kept = kept;
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    void run() {
        Instant limit = clock.instant().minus(kept);
        ids.forgetErasedBefore(limit);
        boolean more = true;
        while (more) {
            more = ids.forgetBefore(limit);
        }
    }
}
