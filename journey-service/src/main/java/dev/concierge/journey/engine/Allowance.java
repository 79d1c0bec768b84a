package dev.concierge.journey.engine;

import dev.concierge.journey.definition.Node.Medium;
import dev.concierge.journey.definition.Node.Notification;
import dev.concierge.journey.definition.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the limits of a journey leave for a run that moves now; each message takes of it.
 *
 * @param entry when it is the turn of whoever comes in; null for at once
 * @param turns of the journey's messages; null where they have no pace
 * @param all turns of the messages of all journeys together, taken before the journey's own; null where they have none
 * @param nodes how often each message may still be told; nodes without a limit are missing
 * @param channels how many messages each channel may still take; those without a limit are missing
 */
public record Allowance(
        @Nullable Instant entry,
        @Nullable Turns turns,
        @Nullable Turns all,
        Map<NodeId, Long> nodes,
        Map<Medium, Long> channels) {
    public static final Allowance UNLIMITED = new Allowance(null, null, null, Map.of(), Map.of());

    public Allowance {
        nodes = Map.copyOf(nodes);
        channels = Map.copyOf(channels);
    }

    /**
     * Each turn is taken once, whether now or later, so that those who wait come one by one.
     *
     * @param next when the next turn is, unless that has passed
     */
    public record Turns(Instant next, Duration between) {
        public Instant at(Instant now) {
            return next.isAfter(now) ? next : now;
        }

        public Turns after(Instant taken) {
            return new Turns(taken.plus(between), between);
        }
    }

    /** Whether messages wait for their turns. */
    boolean isPaced() {
        return turns != null || all != null;
    }

    /** When a message may be told. */
    Instant turn(Instant now) {
        Instant ofAll = all == null ? now : all.at(now);
        return turns == null ? ofAll : turns.at(ofAll);
    }

    /** What is left once a message has taken the turn that it gets now. */
    Allowance withTurnTaken(Instant now) {
        return new Allowance(
                entry,
                turns == null ? null : turns.after(turn(now)),
                all == null ? null : all.after(all.at(now)),
                nodes,
                channels);
    }

    /** The channels on which this message may still be told. */
    List<Medium> open(NodeId id, Notification notification) {
        return nodes.getOrDefault(id, 1L) < 1
                ? List.of()
                : notification.channels().stream()
                        .filter(channel -> channels.getOrDefault(channel, 1L) > 0)
                        .toList();
    }

    Allowance withTold(NodeId id, List<Medium> on) {
        if (nodes.isEmpty() && channels.isEmpty()) {
            return this;
        }
        Map<NodeId, Long> nodesLeft = new HashMap<>(nodes);
        nodesLeft.computeIfPresent(id, (_, left) -> left - 1);
        Map<Medium, Long> channelsLeft = new HashMap<>(channels);
        on.forEach(channel -> channelsLeft.computeIfPresent(channel, (_, left) -> left - 1));
        return new Allowance(entry, turns, all, nodesLeft, channelsLeft);
    }
}
