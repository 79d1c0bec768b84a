package dev.concierge.journey.definition;

import dev.concierge.journey.definition.Node.Medium;
import java.util.Map;

/**
 * What a journey may do to all of its guests together, over all of its versions.
 *
 * @param entriesPerMinute how many may come in; who comes faster is let in and stands before the first node until it is
 *     their turn; 0 for any number
 * @param messagesPerMinute how many may be told; what comes faster waits at its node for its turn; 0 for any number
 * @param runs how many there may ever be; then nobody is let in; 0 for any number
 * @param nodes how often a message may be told at all, by its node; then it is skipped
 * @param channels how many messages may be told on a channel at all; then it is left out
 */
public record Limits(
        int entriesPerMinute,
        int messagesPerMinute,
        int runs,
        Map<NodeId, Integer> nodes,
        Map<Medium, Integer> channels) {
    public static final Limits NONE = new Limits(0, 0, 0, Map.of(), Map.of());

    public Limits {
        nodes = Map.copyOf(nodes);
        channels = Map.copyOf(channels);
    }

    public boolean areNone() {
        return equals(NONE);
    }
}
