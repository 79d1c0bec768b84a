package dev.concierge.journey.definition;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which events are meant.
 *
 * @param event its name
 * @param attributes values that the event's attributes must equal
 * @param key the event's attribute that must hold the run's correlation key; null when any event of the guest will do
 */
public record Pattern(
        String event,
        Map<String, JsonNode> attributes,
        @Nullable String key) {}
