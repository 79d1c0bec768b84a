package dev.concierge.testsupport;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A committed message as a test found it.
 *
 * @param topic without the prefix
 * @param type {@code ce_type}; empty for a record without CloudEvents headers
 * @param data JSON null for a tombstone
 */
public record TestMessage(
        String topic, int partition, long offset, String key, String type, Map<String, String> headers, JsonNode data) {
    /** {@code ce_id}. */
    public String id() {
        return headers.getOrDefault("ce_id", "");
    }
}
