package dev.concierge.journey.catalogue;

import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.timer.Timers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets a paused journey go on: whoever was held moves, spread over a time. */
@Component
class ResumeJourney {
    private static final Logger log = LoggerFactory.getLogger(ResumeJourney.class);

    private final Journeys journeys;
    private final Timers timers;
    private final Clock clock;

    ResumeJourney(Journeys journeys, Timers timers, Clock clock) {
        this.journeys = journeys;
        this.timers = timers;
        this.clock = clock;
    }

    @Transactional
    public Journey resume(JourneyId id, Duration over) {
        Journey journey = journeys.findForChangeById(id).orElseThrow(() -> new JourneyNotFound(id));
        if (journey.state() == JourneyState.PAUSED) {
            Instant now = clock.instant();
            int held = timers.resume(id, now, over);
            journey.resume(now);
            log.info("Journey {} goes on; {} who were held move within {}", id, held, over);
        } else if (journey.state() != JourneyState.LIVE) {
            throw new JourneyNotLive(journey);
        }
        return journey;
    }
}
