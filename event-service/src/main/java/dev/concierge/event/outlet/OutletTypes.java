package dev.concierge.event.outlet;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What can be pushed: types of messages, by the topics that carry them. All have the guest for their key. */
final class OutletTypes {
    static final String CAPTURED = "event.captured";

    private static final Map<String, List<String>> BY_TOPIC = Map.of(
            "events", List.of(CAPTURED),
            "notification-receipts",
                    List.of(
                            "notification.sent",
                            "notification.delivered",
                            "notification.suppressed",
                            "notification.failed",
                            "notification.delayed"),
            "journeys", List.of("run.entered", "run.exited"),
            "bookings",
                    List.of(
                            "booking.held",
                            "booking.confirmed",
                            "booking.rescheduled",
                            "booking.cancelled",
                            "booking.refunded",
                            "booking.no-show",
                            "booking.expired"));

    private static final SortedMap<String, String> TOPICS = BY_TOPIC.entrySet().stream()
            .flatMap(topic -> topic.getValue().stream().map(type -> Map.entry(type, topic.getKey())))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));

    private OutletTypes() {}

    static Collection<String> all() {
        return TOPICS.keySet();
    }

    static String topicOf(String type) {
        return Objects.requireNonNull(TOPICS.get(type), type);
    }

    static SortedSet<String> topicsOf(Collection<String> types) {
        return types.stream().map(OutletTypes::topicOf).collect(Collectors.toCollection(TreeSet::new));
    }
}
