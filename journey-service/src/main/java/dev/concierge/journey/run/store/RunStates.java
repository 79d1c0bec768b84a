package dev.concierge.journey.run.store;

import dev.concierge.journey.engine.RunState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes and reads states as they are stored. Runs live for months and meet later versions of this service, so each
 * carries the number of its format; a change that old JSON does not fit gets the next number and a step in
 * {@link #read}.
 */
final class RunStates {
    private static final int FORMAT = 2;

    /** Not the mapper of HTTP or messages: what is stored must not change with their settings. */
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RunStates() {}

    private record Stored(int format, RunState state) {}

    static String write(RunState state) {
        return JSON.writeValueAsString(new Stored(FORMAT, state));
    }

    static RunState read(String text) {
        JsonNode stored = JSON.readTree(text);
        int format = stored.path("format").asInt(0);
        return switch (format) {
            case FORMAT -> JSON.treeToValue(stored.get("state"), RunState.class);
            case 1 -> JSON.treeToValue(ofFormatOne(stored.get("state")), RunState.class);
            default -> throw new IllegalArgumentException("format: " + format + " (expected: 1 or " + FORMAT + ")");
        };
    }

    /** A run rested at one node, and that was its state; events were counted by their ids alone. */
    private static JsonNode ofFormatOne(JsonNode state) {
        if (!state.has("memory")) {
            return state;
        }
        ObjectNode memory = (ObjectNode) state.get("memory").deepCopy();
        ObjectNode counted = JSON.createObjectNode();
        memory.path("counted")
                .properties()
                .forEach(rule -> rule.getValue()
                        .forEach(id ->
                                counted.withArray(rule.getKey()).addObject().set("id", id)));
        memory.set("counted", counted);
        ObjectNode position = (ObjectNode) state.deepCopy();
        position.remove("memory");
        ObjectNode waiting = JSON.createObjectNode()
                .put("is", "waiting")
                .put("visits", state.path("visit").asInt());
        waiting.putArray("positions").add(position);
        waiting.set("memory", memory);
        return waiting;
    }
}
