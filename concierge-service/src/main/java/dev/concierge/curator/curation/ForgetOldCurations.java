package dev.concierge.curator.curation;

import dev.concierge.platform.database.Slices;
import java.time.Clock;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps curations as long as their settings say. */
@Component
class ForgetOldCurations {
    private final Curations curations;
    private final CurationSettings settings;
    private final Clock clock;

    ForgetOldCurations(Curations curations, CurationSettings settings, Clock clock) {
        this.curations = curations;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    void run() {
        Instant limit = clock.instant().minus(settings.kept());
        Slices.forget(most -> curations.forgetBefore(limit, most));
    }
}
