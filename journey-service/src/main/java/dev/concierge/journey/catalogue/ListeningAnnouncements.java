package dev.concierge.journey.catalogue;

import dev.concierge.journey.definition.Definition;
import dev.concierge.platform.outbox.Outbox;
import org.springframework.stereotype.Component;

/** Tells event-service what to watch for; in the transaction that holds the journey's lock, so in order. */
@Component
class ListeningAnnouncements {
    private final Versions versions;
    private final Outbox outbox;

    ListeningAnnouncements(Versions versions, Outbox outbox) {
        this.versions = versions;
        this.outbox = outbox;
    }

    void announce(Journey journey) {
        Integer version = journey.published();
        if (version == null) {
            return; // nobody ever listened to a draft
        }
        Definition definition =
                versions.find(journey.id(), version).orElseThrow(() -> new JourneyNotFound(journey.id(), version));
        outbox.append(
                "journey-definitions",
                journey.id().value(),
                "journey.listening",
                JourneyListening.of(journey, definition, versions.published(journey.id())));
    }
}
