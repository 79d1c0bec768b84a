package dev.concierge.curator.kind;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A kind of items.
 *
 * @param kind its name on the wire
 * @param name for people
 * @param schema of an item's attributes
 * @param card where each part of its card is found in the item, by JSON Pointers
 */
record Kind(String kind, String name, JsonNode schema, Map<String, String> card) {}
