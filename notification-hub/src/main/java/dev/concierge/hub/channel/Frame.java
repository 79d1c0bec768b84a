package dev.concierge.hub.channel;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One message of the wire, {@code [joinRef, ref, topic, event, payload]} in V2.
 *
 * @param joinRef which join of the topic it belongs to; a string, a number or null, echoed as it came
 * @param ref which push it answers, or what its answer shall carry; as {@code joinRef}
 * @param payload a binary node for what came as a binary frame
 */
public record Frame(JsonNode joinRef, JsonNode ref, String topic, String event, JsonNode payload) {
    static final JsonNode NO_REF = NullNode.getInstance();
    static final String REPLY = "phx_reply";

    /** What every subscriber of a topic gets. */
    public static Frame broadcast(String topic, String event, JsonNode payload) {
        return new Frame(NO_REF, NO_REF, topic, event, payload);
    }

    /** The answer to this frame that all went well. */
    public Frame ok(JsonNode joinRef, JsonNode response) {
        return reply(joinRef, "ok", response);
    }

    /** The answer to this frame that it was refused. */
    public Frame refused(JsonNode joinRef, String reason) {
        return reply(joinRef, "error", empty().put("reason", reason));
    }

    /** Ends a channel for good: the client does not join it again by itself. */
    static Frame close(String topic, JsonNode joinRef) {
        return new Frame(joinRef, joinRef, topic, "phx_close", empty());
    }

    /** Ends a channel for now: the client joins it again after a while. */
    static Frame error(String topic, JsonNode joinRef) {
        return new Frame(joinRef, joinRef, topic, "phx_error", empty().put("reason", "channel_crash"));
    }

    static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    private Frame reply(JsonNode joinRef, String status, JsonNode response) {
        ObjectNode payload = empty().put("status", status).set("response", response);
        return new Frame(joinRef, ref, topic, REPLY, payload);
    }
}
