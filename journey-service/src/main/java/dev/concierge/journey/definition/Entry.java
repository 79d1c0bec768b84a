package dev.concierge.journey.definition;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What takes a guest in.
 *
 * @param on the name of an event; user changes by their type, such as {@code user.registered}
 * @param attributes values that the event's attributes must equal
 * @param key the event's attribute that becomes the run's correlation key; null for none
 */
public record Entry(
        String on,
        Map<String, JsonNode> attributes,
        @JsonIgnore @Nullable String key) {}
