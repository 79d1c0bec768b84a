package dev.concierge.journey.definition;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What takes a guest in.
 *
 * @param on the name of an event; user changes by their type, such as {@code user.registered}
 * @param attributes values that the event's attributes must equal
 */
public record Entry(String on, Map<String, JsonNode> attributes) {}
