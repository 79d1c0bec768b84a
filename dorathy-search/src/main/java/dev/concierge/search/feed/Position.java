package dev.concierge.search.feed;

import dev.concierge.platform.input.Numbers;
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

    private static final String ID = ".id";
    private static final String PARTITION = ".partition.";

    Position {
        offsets = Map.copyOf(offsets);
    }

    /** @param kept positions of all topics, as they are committed */
    static Position of(String topic, Map<String, String> kept) {
        String prefix = topic + PARTITION;
        return new Position(
                kept.getOrDefault(topic + ID, ""),
                kept.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(prefix))
                        .collect(Collectors.toMap(
                                entry -> (int)
                                        Numbers.whole(entry.getKey().substring(prefix.length()), 0, Integer.MAX_VALUE),
                                entry -> Numbers.count(entry.getValue()))));
    }

    Map<String, String> kept(String topic) {
        Map<String, String> kept = new TreeMap<>(Map.of(topic + ID, topicId));
        offsets.forEach((partition, offset) -> kept.put(topic + PARTITION + partition, offset.toString()));
        return kept;
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

    /** How many messages lie between, of those partitions that are not there yet. */
    long distanceTo(Map<Integer, Long> targets) {
        return targets.entrySet().stream()
                .mapToLong(target -> Math.max(0, target.getValue() - offsets.getOrDefault(target.getKey(), 0L)))
                .sum();
    }
}
