package dev.concierge.journey.run;

import dev.concierge.journey.JourneySettings;
import dev.concierge.journey.catalogue.ArchiveJourney;
import dev.concierge.journey.catalogue.Journey;
import dev.concierge.journey.catalogue.JourneyState;
import dev.concierge.journey.catalogue.Journeys;
import dev.concierge.journey.run.store.Runs;
import java.time.Clock;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Archives draining journeys once their last run has ended. Any pod may: the journey's row decides, and no guest waits
 * for it. Looking begins a while after the door was shut, when every batch that still saw it open has committed.
 */
@Component
class FinishDraining {
    private final Journeys journeys;
    private final Runs runs;
    private final ArchiveJourney archiveJourney;
    private final Clock clock;
    private final Duration after;

    FinishDraining(Journeys journeys, Runs runs, ArchiveJourney archiveJourney, Clock clock, JourneySettings settings) {
        this.journeys = journeys;
        this.runs = runs;
        this.archiveJourney = archiveJourney;
        this.clock = clock;
        this.after = settings.drainAfter();
    }

    @Scheduled(fixedDelayString = "PT5S")
    void run() {
        // by then every run under way has been noticed
        journeys
                .findByStateAndUpdatedAtLessThanEqual(
                        JourneyState.DRAINING, clock.instant().minus(after))
                .stream()
                .map(Journey::id)
                .filter(journey -> !runs.anyMoving(journey))
                .forEach(archiveJourney::finish);
    }
}
