package dev.concierge.journey.run.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.journey.engine.Memory;
import dev.concierge.journey.engine.RunState;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes and reads states as they are stored, and apart from them what runs began with, which does not change. Runs
 * live for months and meet later versions of this service, so each carries the number of its format; a change that old
 * JSON does not fit gets the next number and a step in {@link #read}.
 */
final class RunStates {
    private static final int FORMAT = 3;

    /** Not the mapper of HTTP or messages: what is stored must not change with their settings. */
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final JsonMapper WITHOUT_ENTRY =
            JSON.rebuild().addMixIn(Memory.class, WithoutEntry.class).build();

    private RunStates() {}

    private record Stored(int format, RunState state) {}

    /** What a run began with. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Entry(JsonNode attributes, @Nullable String key, Memory.@Nullable Parent parent) {}

    @JsonIgnoreProperties({"attributes", "key", "parent"})
    private interface WithoutEntry {}

    static String write(RunState state) {
        return WITHOUT_ENTRY.writeValueAsString(new Stored(FORMAT, state));
    }

    static String writeEntry(Memory memory) {
        return JSON.writeValueAsString(new Entry(memory.attributes(), memory.key(), memory.parent()));
    }

    /** @param entry null where the state is of a format that still holds it */
    static RunState read(String text, @Nullable String entry) {
        JsonNode stored = JSON.readTree(text);
        int format = stored.path("format").asInt(0);
        JsonNode state = switch (format) {
            case FORMAT, 2 -> stored.get("state");
            case 1 -> ofFormatOne(stored.get("state"));
            default -> throw new IllegalArgumentException("format: " + format + " (expected: 1 to " + FORMAT + ")");
        };
        if (entry != null && state.get("memory") instanceof ObjectNode memory) {
            JSON.readTree(entry).properties().forEach(field -> memory.set(field.getKey(), field.getValue()));
        }
        return JSON.treeToValue(state, RunState.class);
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
