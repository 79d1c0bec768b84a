package dev.concierge.user.segment;

import dev.concierge.user.segment.rule.Rule;
import dev.concierge.user.segment.rule.RuleReader;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The rules of all segments as they are now, each read from its JSON once. */
@Component
class KnownRules {
    private final Segments segments;
    private final ConcurrentHashMap<Key, Rule> read = new ConcurrentHashMap<>();

    KnownRules(Segments segments) {
        this.segments = segments;
    }

    /** Never reused: a segment made anew under an old id has another time. */
    private record Key(SegmentId id, int version, Instant createdAt) {}

    /**
     * A segment and its rule.
     *
     * @param rule empty when the segment is ending: nobody comes under it
     */
    record Known(SegmentId segment, Optional<Rule> rule) {}

    /** All segments. */
    record All(List<Known> segments) {
        /** The names of all events that some rule asks for. */
        Set<String> events() {
            return segments.stream()
                    .flatMap(known -> known.rule().stream())
                    .flatMap(Rule::events)
                    .collect(Collectors.toSet());
        }
    }

    All now() {
        List<Segment> all = segments.all();
        Set<Key> keys = all.stream().map(KnownRules::key).collect(Collectors.toSet());
        read.keySet().retainAll(keys);
        return new All(all.stream()
                .sorted(Comparator.comparing(segment -> segment.id().value()))
                .map(segment ->
                        new Known(segment.id(), segment.ending() ? Optional.empty() : Optional.of(rule(segment))))
                .toList());
    }

    private Rule rule(Segment segment) {
        return read.computeIfAbsent(key(segment), _ -> RuleReader.read("/rule", segment.rule()));
    }

    private static Key key(Segment segment) {
        return new Key(segment.id(), segment.version(), segment.createdAt());
    }
}
