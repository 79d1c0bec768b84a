package dev.concierge.journey.catalogue;

import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.DefinitionReader;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.platform.problem.InvalidInput;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Keeps a definition as the first or the next version of its journey, once it is known to be sound. */
@Component
class SaveJourney {
    private final Journeys journeys;
    private final Versions versions;
    private final Clock clock;

    SaveJourney(Journeys journeys, Versions versions, Clock clock) {
        this.journeys = journeys;
        this.versions = versions;
        this.clock = clock;
    }

    @Transactional
    public Journey create(JsonNode given) {
        Definition definition = DefinitionReader.read(given);
        Instant now = clock.instant();
        Journey journey = new Journey(definition.journeyId(), JourneyState.DRAFT, 1, null, null, now, now);
        if (!journeys.add(journey)) {
            throw new JourneyExists(journey.id());
        }
        versions.add(journey.id(), 1, given, now);
        return journey;
    }

    /**
     * Adds a version, unless the latest says the same.
     *
     * @param expected the version that the caller knows as the latest; null for whichever
     */
    @Transactional
    public Journey revise(JourneyId id, JsonNode given, @Nullable Integer expected) {
        Definition definition = DefinitionReader.read(given);
        if (!definition.journeyId().equals(id)) {
            throw new InvalidInput("/journeyId", definition.journeyId() + " (expected: " + id + ", as in the path)");
        }
        Journey journey = journeys.lock(id).orElseThrow(() -> new JourneyNotFound(id));
        if (expected != null && expected != journey.latest()) {
            throw new JourneyChanged(journey);
        }
        if (journey.state().isOver()) {
            throw new JourneyIsOver(id);
        }
        return given.equals(versions.given(id, journey.latest()).orElse(null)) ? journey : add(journey, given);
    }

    private Journey add(Journey journey, JsonNode given) {
        Instant now = clock.instant();
        Journey revised = journey.revised(now);
        versions.add(revised.id(), revised.latest(), given, now);
        journeys.save(revised);
        return revised;
    }
}
