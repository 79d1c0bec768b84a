package dev.concierge.journey.engine;

import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.definition.Rule.Did;
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
     */
    record Entered(String by, JsonNode attributes) implements Stimulus {}

    /** The guest did something, or something happened to them. */
    record EventOccurred(UUID eventId, String name, JsonNode attributes) implements Stimulus {
        boolean satisfies(Did rule) {
            return name.equals(rule.event())
                    && rule.attributes().entrySet().stream()
                            .allMatch(wanted -> Values.same(wanted.getValue(), attributes.get(wanted.getKey())));
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
