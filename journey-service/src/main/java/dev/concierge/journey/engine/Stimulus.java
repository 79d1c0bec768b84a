package dev.concierge.journey.engine;

import dev.concierge.journey.definition.Comparison;
import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.definition.Rule.Did;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What can move a run. */
public sealed interface Stimulus {
    /**
     * The guest comes in.
     *
     * @param by the name of the event, or of the command
     * @param attributes what the run keeps for its notifications
     * @param key correlation key; null for none
     * @param parent who waits for the end of the run; null for nobody
     */
    record Entered(String by, JsonNode attributes, @Nullable String key, Memory.@Nullable Parent parent)
            implements Stimulus {
        public Entered(String by, JsonNode attributes) {
            this(by, attributes, null, null);
        }
    }

    /**
     * The guest did something, or something happened to them.
     *
     * @param at when, by whoever says so; null from releases that did not say
     */
    record EventOccurred(
            UUID eventId,
            String name,
            JsonNode attributes,
            @Nullable Instant at) implements Stimulus {
        boolean satisfies(Did rule) {
            return satisfies(rule.event(), rule.attributes());
        }

        boolean satisfies(String event, Map<String, JsonNode> wanted) {
            return name.equals(event) && Comparison.all(wanted, attributes);
        }
    }

    /**
     * The time of a visit is up.
     *
     * @param blind whether what was accepted before it fell due may still be unknown
     */
    record TimerFired(int visit, boolean blind) implements Stimulus {}

    /** More is known about the guest. */
    record GuestChanged() implements Stimulus {}

    /**
     * Whoever was asked at a visit has answered.
     *
     * @param ok whether with what was asked for
     * @param data answers by question, or what is to be remembered
     * @param detail how it went, for people
     */
    record Answered(
            int visit, boolean ok, JsonNode data, @Nullable String detail) implements Stimulus {}

    /** Tells what became of a notification on a channel. */
    record ReceiptArrived(
            UUID notificationId,
            @Nullable NodeId node,
            String channel,
            String outcome,
            @Nullable String reason) implements Stimulus {}

    /** Somebody ends the run. */
    record Cancelled(String reason) implements Stimulus {}
}
