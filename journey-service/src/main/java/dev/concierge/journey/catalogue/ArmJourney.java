package dev.concierge.journey.catalogue;

import dev.concierge.journey.definition.JourneyId;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes a published version live once event-service has said that it listens for it. */
@Component
public class ArmJourney {
    private final Journeys journeys;
    private final ListeningAnnouncements announcements;
    private final Clock clock;

    ArmJourney(Journeys journeys, ListeningAnnouncements announcements, Clock clock) {
        this.journeys = journeys;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** An echo of anything but the version under way, such as that of a journey already live, changes nothing. */
    @Transactional
    public void on(JourneyArmed armed) {
        journeys.findForChangeById(new JourneyId(armed.journeyId()))
                .filter(journey -> journey.arming() != null && journey.arming() == armed.version())
                .ifPresent(journey -> {
                    journey.arm(armed.version(), clock.instant());
                    announcements.announce(journey);
                });
    }
}
