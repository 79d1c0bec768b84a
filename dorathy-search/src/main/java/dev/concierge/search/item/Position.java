package dev.concierge.search.item;

import dev.concierge.platform.input.Numbers;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far an index has followed its topic; written with the index itself, so that both are always of one moment.
 *
 * @param topicId tells a topic from another of the same name
 * @param offsets the next to read, by partition
 */
record Position(String topicId, Map<Integer, Long> offsets) {
    static final Position NONE = new Position("", Map.of());

    /** Raised when documents are built differently, so that older indexes are built anew. */
    private static final String SCHEMA = "2";

    private static final String PARTITION = "partition.";

    Position {
        offsets = Map.copyOf(offsets);
    }

    static Position of(Iterable<Map.Entry<String, String>> commitData) {
        Map<String, String> data = new HashMap<>();
        commitData.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        if (!SCHEMA.equals(data.get("schema"))) {
            return NONE;
        }
        return new Position(
                data.getOrDefault("topicId", ""),
                data.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(PARTITION))
                        .collect(Collectors.toMap(
                                entry -> (int) Numbers.whole(
                                        entry.getKey().substring(PARTITION.length()), 0, Integer.MAX_VALUE),
                                entry -> Numbers.whole(entry.getValue(), 0, Long.MAX_VALUE))));
    }

    Map<String, String> commitData() {
        Map<String, String> data = new TreeMap<>(Map.of("schema", SCHEMA, "topicId", topicId));
        offsets.forEach((partition, offset) -> data.put(PARTITION + partition, offset.toString()));
        return data;
    }

    /** Whether reading can go on from here in a topic of this id that holds these offsets. */
    boolean continuesIn(String currentTopicId, Map<Integer, Long> beginnings, Map<Integer, Long> ends) {
        return topicId.equals(currentTopicId)
                && offsets.keySet().equals(beginnings.keySet())
                && offsets.entrySet().stream()
                        .allMatch(entry -> entry.getValue() >= beginnings.getOrDefault(entry.getKey(), Long.MAX_VALUE)
                                && entry.getValue() <= ends.getOrDefault(entry.getKey(), Long.MIN_VALUE));
    }

    boolean hasReached(Map<Integer, Long> targets) {
        return targets.entrySet().stream()
                .allMatch(target -> offsets.getOrDefault(target.getKey(), -1L) >= target.getValue());
    }
}
