package dev.concierge.journey.catalogue;

import dev.concierge.journey.definition.JourneyId;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets a version take guests in, from when event-service listens for it. */
@Component
class PublishJourney {
    private final Journeys journeys;
    private final Versions versions;
    private final ListeningAnnouncements announcements;
    private final Clock clock;

    PublishJourney(Journeys journeys, Versions versions, ListeningAnnouncements announcements, Clock clock) {
        this.journeys = journeys;
        this.versions = versions;
        this.announcements = announcements;
        this.clock = clock;
    }

    /**
     * @param wanted which version; null for the latest
     */
    @Transactional
    public Journey publish(JourneyId id, @Nullable Integer wanted) {
        Journey journey = journeys.findForChangeById(id).orElseThrow(() -> new JourneyNotFound(id));
        if (journey.state().isOver()) {
            throw new JourneyIsOver(id);
        }
        int version = wanted == null ? journey.latest() : wanted;
        if (version < 1 || version > journey.latest()) {
            throw new JourneyNotFound(id, version);
        }
        Integer published = journey.published();
        return published != null && published == version ? journey : publish(journey, version);
    }

    private Journey publish(Journey journey, int version) {
        Instant now = clock.instant();
        versions.publish(journey.id(), version, now);
        journey.publish(version, now);
        announcements.announce(journey);
        return journey;
    }
}
