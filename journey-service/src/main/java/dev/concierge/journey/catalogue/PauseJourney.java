package dev.concierge.journey.catalogue;

import dev.concierge.journey.definition.JourneyId;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets a journey stand still; another policy takes the place of the one before. */
@Component
class PauseJourney {
    private final Journeys journeys;
    private final Clock clock;

    PauseJourney(Journeys journeys, Clock clock) {
        this.journeys = journeys;
        this.clock = clock;
    }

    @Transactional
    public Journey pause(JourneyId id, PausePolicy policy) {
        Journey journey = journeys.findForChangeById(id).orElseThrow(() -> new JourneyNotFound(id));
        if (journey.state() != JourneyState.LIVE && journey.state() != JourneyState.PAUSED) {
            throw new JourneyNotLive(journey);
        }
        if (journey.pause() != policy) {
            journey.pause(policy, clock.instant());
        }
        return journey;
    }
}
