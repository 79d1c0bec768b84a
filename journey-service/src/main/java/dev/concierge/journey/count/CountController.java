package dev.concierge.journey.count;

import dev.concierge.journey.catalogue.JourneyNotFound;
import dev.concierge.journey.catalogue.Versions;
import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.JourneyId;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How far guests have come, and how many could come in. */
@RestController
@RequestMapping("/journeys/{id}")
class CountController {
    private final Versions versions;
    private final Counts counts;
    private final Entrants entrants;
    private final Clock clock;

    CountController(Versions versions, Counts counts, Entrants entrants, Clock clock) {
        this.versions = versions;
        this.counts = counts;
        this.entrants = entrants;
        this.clock = clock;
    }

    @GetMapping("/funnel")
    @Operation(summary = "How many runs came to each node, rest there now and left; of all versions when none is named")
    Funnel funnel(@PathVariable String id, @RequestParam @Nullable Integer version) {
        JourneyId journeyId = new JourneyId(id);
        return Funnel.of(definition(journeyId, version), version, counts.of(journeyId, version));
    }

    @GetMapping("/entrants")
    @Operation(
            summary = "How many guests the entry rules would let in now, by a version, the latest when none is named")
    Entrants.Expected entrants(@PathVariable String id, @RequestParam @Nullable Integer version) {
        return entrants.expect(definition(new JourneyId(id), version), clock.instant());
    }

    private Definition definition(JourneyId id, @Nullable Integer version) {
        return version == null
                ? versions.latest(id).orElseThrow(() -> new JourneyNotFound(id))
                : versions.find(id, version).orElseThrow(() -> new JourneyNotFound(id, version));
    }
}
