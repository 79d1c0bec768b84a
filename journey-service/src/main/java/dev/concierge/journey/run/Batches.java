package dev.concierge.journey.run;

import dev.concierge.journey.catalogue.Pauses;
import dev.concierge.journey.catalogue.Versions;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.engine.Run;
import dev.concierge.journey.guest.Guests;
import dev.concierge.journey.guest.UserId;
import dev.concierge.journey.run.store.RunOfGuest;
import dev.concierge.journey.run.store.Runs;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Loads all that a batch touches. Nothing is locked: the platform's fence makes this worker the only one that moves
 * the runs of its guests.
 */
@Component
class Batches {
    private final Runs runs;
    private final Guests guests;
    private final Versions versions;
    private final Pauses pauses;
    private final Clock clock;

    Batches(Runs runs, Guests guests, Versions versions, Pauses pauses, Clock clock) {
        this.runs = runs;
        this.guests = guests;
        this.versions = versions;
        this.pauses = pauses;
        this.clock = clock;
    }

    /** @param entered journeys that guests may enter, besides those that they are on */
    Batch load(Collection<UserId> ofGuests, Collection<RunOfGuest> named, Collection<JourneyId> entered) {
        List<Run> loaded = runs.load(ofGuests, named);
        Set<UserId> users = new HashSet<>(ofGuests);
        loaded.forEach(run -> users.add(run.userId()));
        // as precise as the database keeps it, so that what is read back is what was decided
        Changes changes = new Changes(clock.instant().truncatedTo(ChronoUnit.MICROS));
        Set<JourneyId> journeys = new HashSet<>(entered);
        loaded.forEach(run -> journeys.add(run.journeyId()));
        return new Batch(
                guests.load(users),
                loaded,
                run -> versions.find(run.journeyId(), run.version()),
                pauses.of(journeys),
                changes);
    }
}
