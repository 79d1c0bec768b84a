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
    private final Backfills backfills;
    private final ListeningAnnouncements announcements;
    private final Clock clock;

    PublishJourney(
            Journeys journeys,
            Versions versions,
            Backfills backfills,
            ListeningAnnouncements announcements,
            Clock clock) {
        this.journeys = journeys;
        this.versions = versions;
        this.backfills = backfills;
        this.announcements = announcements;
        this.clock = clock;
    }

    /**
     * @param wanted which version; null for the latest
     * @param backfill whether who is in the segment of its entry already is taken in, too
     */
    @Transactional
    public Journey publish(JourneyId id, @Nullable Integer wanted, boolean backfill) {
        Journey journey = journeys.findForChangeById(id).orElseThrow(() -> new JourneyNotFound(id));
        if (journey.state().isOver()) {
            throw new JourneyIsOver(id);
        }
        int version = wanted == null ? journey.latest() : wanted;
        if (version < 1 || version > journey.latest()) {
            throw new JourneyNotFound(id, version);
        }
        if (backfill) {
            backfills.ask(id, version, versions.find(id, version).orElseThrow(), clock.instant());
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
