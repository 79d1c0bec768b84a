package dev.concierge.journey.catalogue;

import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.timer.Timers;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends a journey: it takes nobody in from now on, and is archived when its last run has ended. */
@Component
public class ArchiveJourney {
    private final Journeys journeys;
    private final ListeningAnnouncements announcements;
    private final Timers timers;
    private final Clock clock;

    ArchiveJourney(Journeys journeys, ListeningAnnouncements announcements, Timers timers, Clock clock) {
        this.journeys = journeys;
        this.announcements = announcements;
        this.timers = timers;
        this.clock = clock;
    }

    @Transactional
    public Journey archive(JourneyId id) {
        Journey journey = journeys.findForChangeById(id).orElseThrow(() -> new JourneyNotFound(id));
        if (journey.state().isOver()) {
            return journey;
        }
        return end(journey, journey.published() == null ? JourneyState.ARCHIVED : JourneyState.DRAINING);
    }

    /** Called when no run is left of a draining journey. */
    @Transactional
    public void finish(JourneyId id) {
        journeys.findForChangeById(id)
                .filter(journey -> journey.state() == JourneyState.DRAINING)
                .ifPresent(journey -> end(journey, JourneyState.ARCHIVED));
    }

    private Journey end(Journey journey, JourneyState end) {
        timers.resume(journey.id(), clock.instant(), Duration.ZERO);
        journey.end(end, clock.instant());
        announcements.announce(journey);
        return journey;
    }
}
