package dev.concierge.journey.definition;

import dev.concierge.journey.definition.Node.Medium;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a journey may do to all of its guests together. */
final class LimitsReader {
    private static final int MOST_PER_MINUTE = 1_000_000;
    private static final int MOST = 1_000_000_000;

    private LimitsReader() {}

    /** @param nodes of the definition, as far as they could be read */
    static Limits read(Part part, Map<NodeId, Node> nodes) {
        if (part.isMissing()) {
            return Limits.NONE;
        }
        part.only("entriesPerMinute", "messagesPerMinute", "runs", "nodes", "channels");
        return new Limits(
                number(part.field("entriesPerMinute"), MOST_PER_MINUTE),
                number(part.field("messagesPerMinute"), MOST_PER_MINUTE),
                number(part.field("runs"), MOST),
                nodes(part.field("nodes"), nodes),
                channels(part.field("channels")));
    }

    private static int number(Part part, int most) {
        return part.isMissing() ? 0 : part.number(1, most);
    }

    private static Map<NodeId, Integer> nodes(Part part, Map<NodeId, Node> nodes) {
        Map<NodeId, Integer> most = new LinkedHashMap<>();
        part.fields().forEach((id, limit) -> {
            NodeId node = new NodeId(id);
            if (!(nodes.get(node) instanceof Node.Notification)) {
                limit.wrong("under the id of a notification");
            }
            most.put(node, limit.number(1, MOST));
        });
        return most;
    }

    private static Map<Medium, Integer> channels(Part part) {
        Map<Medium, Integer> most = new EnumMap<>(Medium.class);
        part.fields().forEach((name, limit) -> {
            Medium medium = named(name);
            if (medium == null) {
                limit.wrong("under the name of a channel");
            } else {
                most.put(medium, limit.number(1, MOST));
            }
        });
        return most;
    }

    private static @Nullable Medium named(String name) {
        for (Medium medium : Medium.values()) {
            if (medium.name().toLowerCase(Locale.ROOT).equals(name)) {
                return medium;
            }
        }
        return null;
    }
}
