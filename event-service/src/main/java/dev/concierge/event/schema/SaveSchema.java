package dev.concierge.event.schema;

import dev.concierge.event.schema.EventSchema.Mode;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.schema.StandaloneSchema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/**
 * The body of a schema that is created or replaced.
 *
 * @param schema JSON Schema 2020-12 of the attributes; of an interaction they are {origin, actor, target}
 */
record SaveSchema(
        @NotNull @Pattern(regexp = "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,128}$")
        String eventName,

        @NotNull Mode mode,
        @NotNull JsonNode schema) {
    private static final int MAX_BYTES = 64 * 1024;

    /** Before anything is done with it. */
    void check() {
        int bytes = schema.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new InvalidInput("/schema", bytes + " bytes (expected: at most " + MAX_BYTES + ")");
        }
        StandaloneSchema.of("/schema", schema);
    }
}
