package dev.concierge.journey.engine;

import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.Rule.Did;
import dev.concierge.journey.engine.Stimulus.EventOccurred;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * What a run remembers on its way.
 *
 * @param attributes of the entry; data of the notifications
 * @param counted ids of the events counted for the rules of the definition, by {@link Did#counts()}: ids, so that an
 *     event that comes again counts once; no more of them than some rule asks for
 */
public record Memory(JsonNode attributes, Map<String, List<UUID>> counted) {
    static Memory of(JsonNode attributes) {
        return new Memory(attributes, Map.of());
    }

    int count(Did rule) {
        return counted.getOrDefault(rule.counts(), List.of()).size();
    }

    /** This memory after an event; the same when no rule counts it. */
    Memory after(EventOccurred event, Definition definition) {
        Map<String, List<UUID>> after = new HashMap<>(counted);
        for (Did rule : definition.watched()) {
            List<UUID> ids = after.getOrDefault(rule.counts(), List.of());
            if (event.satisfies(rule) && ids.size() < rule.atLeast() && !ids.contains(event.eventId())) {
                List<UUID> more = new ArrayList<>(ids);
                more.add(event.eventId());
                after.put(rule.counts(), List.copyOf(more));
            }
        }
        return after.equals(counted) ? this : new Memory(attributes, Map.copyOf(after));
    }
}
