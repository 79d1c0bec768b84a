package dev.concierge.user.segment;

import dev.concierge.user.segment.Segments.Stamp;
import dev.concierge.user.segment.rule.Rule;
import dev.concierge.user.segment.rule.RuleReader;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rules of all segments as they are now, read anew only when one has changed. */
@Component
class KnownRules {
    private final Segments segments;
    private volatile @Nullable All last;

    KnownRules(Segments segments) {
        this.segments = segments;
    }

    /**
     * A segment and its rule.
     *
     * @param rule empty when the segment is ending: nobody comes under it
     */
    record Known(SegmentId segment, Optional<Rule> rule) {}

    /**
     * All segments.
     *
     * @param stamps never reused: a segment made anew under an old id has another time
     * @param events the names of all events that some rule asks for
     * @param measured those of which some rule asks what they said
     */
    record All(List<Stamp> stamps, List<Known> segments, Set<String> events, Set<String> measured) {}

    All now() {
        List<Stamp> stamps = segments.stamps();
        All known = last;
        if (known == null || !known.stamps().equals(stamps)) {
            known = read(segments.all());
            last = known;
        }
        return known;
    }

    private static All read(List<Segment> all) {
        List<Known> known = all.stream()
                .sorted(Comparator.comparing(segment -> segment.id().value()))
                .map(segment -> new Known(segment.id(), rule(segment)))
                .toList();
        return new All(
                all.stream().map(Stamp::of).toList(), known, names(known, Rule::events), names(known, Rule::measured));
    }

    private static Set<String> names(List<Known> known, Function<Rule, Stream<String>> of) {
        return known.stream().flatMap(one -> one.rule().stream()).flatMap(of).collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<Rule> rule(Segment segment) {
        return segment.ending() ? Optional.empty() : Optional.of(RuleReader.read("/rule", segment.rule()));
    }
}
