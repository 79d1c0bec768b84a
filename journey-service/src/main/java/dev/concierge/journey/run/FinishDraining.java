package dev.concierge.journey.run;

import dev.concierge.journey.catalogue.ArchiveJourney;
import dev.concierge.journey.catalogue.Journeys;
import dev.concierge.journey.run.store.Runs;
import dev.concierge.platform.consumer.OwnedShards;
import dev.concierge.platform.consumer.PartitionWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Archives draining journeys once their last run has ended. Any worker may: the journey's row decides. Looking begins
 * a while after the door was shut, when every batch that still saw it open has committed.
 */
@Component
class FinishDraining implements PartitionWork {
    private final Journeys journeys;
    private final Runs runs;
    private final ArchiveJourney archiveJourney;
    private final Clock clock;
    private final Duration after;
    private final AtomicReference<Instant> next;

    /** @param after how long after the door was shut, and how long between two looks */
    FinishDraining(
            Journeys journeys,
            Runs runs,
            ArchiveJourney archiveJourney,
            Clock clock,
            @Value("${concierge.journey.drain-after}") Duration after) {
        this.journeys = journeys;
        this.runs = runs;
        this.archiveJourney = archiveJourney;
        this.clock = clock;
        this.after = after;
        this.next = new AtomicReference<>(clock.instant());
    }

    @Override
    public boolean isDue(OwnedShards shards) {
        return !clock.instant().isBefore(next.get());
    }

    @Override
    public void run(OwnedShards shards) {
        Instant now = clock.instant();
        next.set(now.plus(after));
        journeys.draining(now.minus(after)).stream()
                .filter(journey -> !runs.anyMoving(journey))
                .forEach(archiveJourney::finish);
    }
}
