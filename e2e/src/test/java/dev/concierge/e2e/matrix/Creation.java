package dev.concierge.e2e.matrix;

import java.util.List;
import java.util.Map;

/**
 * A POST that makes something, twice with one key.
 *
 * @param learns the path variable that the answer gives a value to, and from which field; empty for none
 * @param given what the body has besides what the document requires; {@code $name} stands for a known id
 * @param other what makes it another body; empty where there is no body to change
 */
record Creation(String path, Map<String, String> learns, Map<String, Object> given, Map<String, Object> other) {
    private static final Map<String, Object> NAMED_OTHERWISE = Map.of("name", "other");

    /** In an order in which each finds what it needs. */
    static final List<Creation> ALL = List.of(
            new Creation("/users", Map.of(), Map.of(), Map.of("email", "other@example.org")),
            new Creation("/businesses", Map.of("business", "businessId"), Map.of(), NAMED_OTHERWISE),
            new Creation(
                    "/businesses/{business}/locations", Map.of("location", "locationId"), Map.of(), NAMED_OTHERWISE),
            new Creation("/items", Map.of("item", "itemId"), Map.of(), Map.of("title", "other")),
            new Creation("/dating/events", Map.of("event", "eventId"), Map.of(), Map.of("title", "other")),
            new Creation(
                    "/dating/series", Map.of("series", "seriesId"), Map.of(), Map.of("rule", "FREQ=WEEKLY;BYDAY=SA")),
            new Creation("/triggers", Map.of("triggerId", "triggerId"), Map.of(), Map.of("eventName", "other")),
            new Creation("/journeys", Map.of("id", "journeyId"), Map.of(), NAMED_OTHERWISE),
            new Creation("/journeys/{id}/publish", Map.of(), Map.of(), Map.of("version", 1)),
            new Creation("/journeys/{id}/archive", Map.of(), Map.of(), Map.of()),
            new Creation(
                    "/initiateJourney",
                    Map.of("runId", "runId"),
                    Map.of("journeyId", "welcome", "userId", "$userId"),
                    Map.of("attributes", Map.of("other", 1))),
            new Creation("/journeys/runs/{runId}/cancel", Map.of(), Map.of(), Map.of("reason", "other")),
            new Creation("/event", Map.of("eventId", "eventId"), Map.of(), Map.of("eventName", "other")),
            new Creation("/events", Map.of(), Map.of(), Map.of("eventName", "other")),
            new Creation("/events/batch", Map.of(), Map.of(), Map.of()),
            new Creation("/interactions", Map.of(), Map.of(), Map.of("type", "SHARE")),
            new Creation("/interactions/batch", Map.of(), Map.of(), Map.of()),
            new Creation("/api/notifications", Map.of(), Map.of(), Map.of("type", "resource_deleted")));

    /** Recognised by the ids of what they capture, without a database: bodies are not compared. */
    boolean captures() {
        return path.startsWith("/event") || path.startsWith("/interactions");
    }
}
