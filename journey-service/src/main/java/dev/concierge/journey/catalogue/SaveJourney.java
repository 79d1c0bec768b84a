package dev.concierge.journey.catalogue;

import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.DefinitionReader;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.input.JsonSize;
import dev.concierge.platform.input.Sizes;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.InvalidInput;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Keeps a definition as the first or the next version of its journey, once it is known to be sound. */
@Component
class SaveJourney {
    /** As JSON: a definition is stored, shown and sent as one piece. */
    private static final int MOST_BYTES = 256 * 1024;

    private final Journeys journeys;
    private final Versions versions;
    private final Deliverable deliverable;
    private final Clock clock;

    SaveJourney(Journeys journeys, Versions versions, Deliverable deliverable, Clock clock) {
        this.journeys = journeys;
        this.versions = versions;
        this.deliverable = deliverable;
        this.clock = clock;
    }

    @Transactional
    public void create(JsonNode given) {
        JourneyId id = sound(given).journeyId();
        Instant now = clock.instant();
        if (journeys.add(id.value(), now) == 0) {
            throw new JourneyExists(id);
        }
        versions.add(id, 1, given, now);
    }

    /**
     * Adds a version, unless the latest says the same.
     *
     * @param precondition of the journey and its latest version
     */
    @Transactional
    public void revise(JourneyId id, JsonNode given, Precondition precondition) {
        Definition definition = sound(given);
        if (!definition.journeyId().equals(id)) {
            throw new InvalidInput("/journeyId", definition.journeyId() + " (expected: " + id + ", as in the path)");
        }
        Journey journey = journeys.findForChangeById(id).orElseThrow(() -> new JourneyNotFound(id));
        JsonNode latest = versions.given(id, journey.latest()).orElseThrow(() -> new JourneyNotFound(id));
        precondition.check(JourneyView.of(journey, latest));
        if (journey.state().isOver()) {
            throw new JourneyIsOver(id);
        }
        if (!given.equals(latest)) {
            Instant now = clock.instant();
            journey.revise(now);
            versions.add(id, journey.latest(), given, now);
        }
    }

    private Definition sound(JsonNode given) {
        requireAtMost(MOST_BYTES, given, "");
        requireAtMost(JsonSize.ATTRIBUTES, given.path("entry").path("attributes"), "/entry/attributes");
        Definition definition = DefinitionReader.read(given);
        deliverable.check(definition);
        return definition;
    }

    private static void requireAtMost(int most, JsonNode part, String pointer) {
        int bytes = Sizes.asJson(part);
        if (bytes > most) {
            throw new InvalidInput(pointer, bytes + " bytes of JSON (expected: at most " + most + ")");
        }
    }

    /** A journey has this id already. */
    private static final class JourneyExists extends Fact {
        JourneyExists(JourneyId id) {
            super(
                    Kind.CONFLICT,
                    "journey-exists",
                    "There is a journey " + id + " already; PUT makes a new version of it.");
        }
    }
}
