package dev.concierge.journey.run.store;

import dev.concierge.journey.engine.RunState;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and reads states as they are stored. Runs live for months and meet later versions of this service, so each
 * carries the number of its format; a change that old JSON does not fit gets the next number and a step in
 * {@link #read}.
 */
final class RunStates {
    private static final int FORMAT = 1;

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
        if (format != FORMAT) {
            throw new IllegalArgumentException("format: " + format + " (expected: " + FORMAT + ")");
        }
        return JSON.treeToValue(stored.get("state"), RunState.class);
    }
}
