package dev.concierge.e2e.matrix;

import java.util.List;
import java.util.Map;

/**
 * A request that makes or changes something, twice with one key.
 *
 * @param learns the path variable that the answer gives a value to, and from which field; empty for none
 * @param given what the body has besides what the document requires; {@code $name} stands for a known id
 * @param other what makes it another body; empty where there is no body to change
 */
record Creation(
        String method, String path, Map<String, String> learns, Map<String, Object> given, Map<String, Object> other) {
    private static final Map<String, Object> NAMED_OTHERWISE = Map.of("name", "other");

    private static final String RESOURCES = "/resources/{businessAndLocation}";
    private static final String TWINS = "/businesses/{business}/locations/{location}/resources/{type}";
    private static final Map<String, Object> ONE = Map.of("data", Map.of("id", "one", "n", 1));
    private static final Map<String, Object> CHANGED = Map.of("data", Map.of("id", "one", "n", 2));
    private static final Map<String, Object> TWIN = Map.of("id", "$id", "n", 1);
    private static final Map<String, Object> CHANGED_TWIN = Map.of("n", 2);

    /** In an order in which each finds what it needs. */
    static final List<Creation> ALL = List.of(
            new Creation("POST", "/users", Map.of(), Map.of(), Map.of("email", "other@example.org")),
            new Creation("POST", "/businesses", Map.of("business", "businessId"), Map.of(), NAMED_OTHERWISE),
            new Creation(
                    "POST",
                    "/businesses/{business}/locations",
                    Map.of("location", "locationId"),
                    Map.of(),
                    NAMED_OTHERWISE),
            new Creation("POST", "/items", Map.of("item", "itemId"), Map.of("type", "gem"), Map.of("title", "other")),
            new Creation(
                    "POST",
                    "/curations",
                    Map.of("curation", "curationId"),
                    Map.of("guest", "$userId"),
                    Map.of("size", 3)),
            new Creation(
                    "POST",
                    "/suggestions",
                    Map.of("suggestionId", "suggestionId"),
                    Map.of("guest", "$userId"),
                    Map.of("title", "other")),
            new Creation("POST", "/dating/events", Map.of("event", "eventId"), Map.of(), Map.of("title", "other")),
            new Creation(
                    "POST",
                    "/dating/series",
                    Map.of("series", "seriesId"),
                    Map.of(),
                    Map.of("rule", "FREQ=WEEKLY;BYDAY=SA")),
            new Creation("POST", "/segments", Map.of("segmentId", "segmentId"), Map.of(), NAMED_OTHERWISE),
            new Creation("POST", "/triggers", Map.of("triggerId", "triggerId"), Map.of(), Map.of("eventName", "other")),
            new Creation("POST", "/journeys", Map.of("id", "journeyId"), Map.of(), NAMED_OTHERWISE),
            new Creation("POST", "/journeys/{id}/publish", Map.of(), Map.of(), Map.of("version", 1)),
            new Creation("POST", "/journeys/{id}/archive", Map.of(), Map.of(), Map.of()),
            new Creation(
                    "POST",
                    "/initiateJourney",
                    Map.of("runId", "runId"),
                    Map.of("journeyId", "welcome", "userId", "$userId"),
                    Map.of("attributes", Map.of("other", 1))),
            new Creation("POST", "/journeys/runs/{runId}/cancel", Map.of(), Map.of(), Map.of("reason", "other")),
            new Creation("POST", "/event", Map.of("eventId", "eventId"), Map.of(), Map.of("eventName", "other")),
            new Creation("POST", "/events", Map.of(), Map.of(), Map.of("eventName", "other")),
            new Creation("POST", "/events/batch", Map.of(), Map.of(), Map.of()),
            new Creation(
                    "POST",
                    "/events/schemas",
                    Map.of("schemaId", "schemaId"),
                    Map.of("mode", "observe"),
                    Map.of("mode", "warn")),
            new Creation("POST", "/interactions", Map.of(), Map.of(), Map.of("type", "SHARE")),
            new Creation("POST", "/interactions/batch", Map.of(), Map.of(), Map.of()),
            new Creation("POST", "/api/notifications", Map.of(), Map.of(), Map.of("type", "resource_deleted")),
            new Creation("POST", "/api/messages", Map.of(), Map.of("userId", "$userId"), Map.of("content", "other")),
            new Creation("POST", RESOURCES, Map.of(), ONE, CHANGED),
            new Creation("PUT", RESOURCES, Map.of(), ONE, CHANGED),
            new Creation("PATCH", RESOURCES, Map.of(), ONE, CHANGED),
            new Creation("DELETE", RESOURCES, Map.of(), ONE, Map.of("data", Map.of("id", "other"))),
            new Creation("POST", TWINS, Map.of(), TWIN, CHANGED_TWIN),
            new Creation("PUT", TWINS + "/{id}", Map.of(), TWIN, CHANGED_TWIN),
            new Creation("PATCH", TWINS + "/{id}", Map.of(), TWIN, CHANGED_TWIN),
            new Creation("DELETE", TWINS + "/{id}", Map.of(), Map.of(), Map.of()));

    /** Recognised by the ids of what they capture, without a database: bodies are not compared. */
    boolean captures() {
        return (path.startsWith("/event") && !path.equals("/events/schemas")) || path.startsWith("/interactions");
    }
}
