package dev.concierge.journey.run;

import dev.concierge.journey.JourneySettings;
import dev.concierge.journey.catalogue.Pauses;
import dev.concierge.journey.catalogue.Versions;
import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.engine.Run;
import dev.concierge.journey.guest.Guests;
import dev.concierge.journey.guest.UserId;
import dev.concierge.journey.run.store.RunOfGuest;
import dev.concierge.journey.run.store.Runs;
import dev.concierge.journey.run.store.Spendings;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private final Spendings spendings;
    private final JourneySettings settings;
    private final Clock clock;

    Batches(
            Runs runs,
            Guests guests,
            Versions versions,
            Pauses pauses,
            Spendings spendings,
            JourneySettings settings,
            Clock clock) {
        this.runs = runs;
        this.guests = guests;
        this.versions = versions;
        this.pauses = pauses;
        this.spendings = spendings;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param entered journeys that guests may enter, besides those that they are on, in all versions that may be */
    Batch load(Collection<UserId> ofGuests, Collection<RunOfGuest> named, Collection<Definition> entered) {
        List<Run> loaded = runs.load(ofGuests, named);
        Set<UserId> users = new HashSet<>(ofGuests);
        loaded.forEach(run -> users.add(run.userId()));
        // as precise as the database keeps it, so that what is read back is what was decided
        Changes changes = new Changes(clock.instant());
        Set<JourneyId> journeys = new HashSet<>();
        entered.forEach(definition -> journeys.add(definition.journeyId()));
        loaded.forEach(run -> journeys.add(run.journeyId()));
        return new Batch(
                guests.load(users),
                loaded,
                run -> versions.find(run.journeyId(), run.version()),
                pauses.of(journeys),
                inUse(loaded, entered),
                changes);
    }

    private InUse inUse(Collection<Run> loaded, Collection<Definition> entered) {
        Set<String> limited = Stream.concat(
                        entered.stream(),
                        loaded.stream()
                                .filter(run -> !run.hasExited())
                                .flatMap(run -> versions.find(run.journeyId(), run.version()).stream()))
                .filter(definition -> !definition.limits().areNone())
                .map(definition -> definition.journeyId().value())
                .collect(Collectors.toSet());
        boolean mayEnter = settings.entriesPerMinute() > 0 && !entered.isEmpty();
        boolean mayTell = settings.messagesPerMinute() > 0 && !(entered.isEmpty() && loaded.isEmpty());
        if (mayEnter || mayTell) {
            limited.add(InUse.ALL);
        }
        return new InUse(spendings.lock(limited), settings.entriesPerMinute(), settings.messagesPerMinute());
    }
}
