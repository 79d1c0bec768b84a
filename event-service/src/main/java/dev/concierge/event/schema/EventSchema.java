package dev.concierge.event.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * What the attributes of events of one name must be.
 *
 * @param version raised by each change
 */
record EventSchema(
        UUID schemaId, String eventName, Mode mode, JsonNode schema, int version, Instant changedAt, String changedBy) {

    /** What becomes of an event that does not fit. */
    enum Mode {
        /** Taken, and counted. */
        @JsonProperty("observe")
        OBSERVE("schema-observed"),
        /** Taken and counted, and the answer says what is wrong. */
        @JsonProperty("warn")
        WARN("schema-warned"),
        /** Not taken. */
        @JsonProperty("refuse")
        REFUSE(SchemaViolated.CODE);

        private final String reason;

        Mode(String reason) {
            this.reason = reason;
        }

        /** As what it is counted among the losses. */
        String reason() {
            return reason;
        }
    }
}
