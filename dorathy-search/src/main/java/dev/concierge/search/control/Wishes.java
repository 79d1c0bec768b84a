package dev.concierge.search.control;

import dev.concierge.search.document.DocumentKey;
import java.util.List;
import java.util.Map;

/**
 * What the house wants of the answers to one question.
 *
 * @param pinned come first, in this order, whatever was found
 * @param points added to a document's own; negative ones take away
 */
public record Wishes(List<DocumentKey> pinned, Map<DocumentKey, Double> points) {
    public static final Wishes NONE = new Wishes(List.of(), Map.of());

    public Wishes {
        pinned = List.copyOf(pinned);
        points = Map.copyOf(points);
    }
}
