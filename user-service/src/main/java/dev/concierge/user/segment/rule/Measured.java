package dev.concierge.user.segment.rule;

import dev.concierge.user.history.Facts;
import dev.concierge.user.history.GuestHistory.Told;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DecimalNode;

/**
 * What the guest's events said compares like this: a sum, the least, the greatest or how many different values. What is
 * older than the window counts no more, to the instant.
 *
 * @param among which events
 * @param at where in an event's attributes; not read to count
 */
record Measured(Events among, Measure measure, JsonPointer at, Comparison comparison) implements Rule {
    /**
     * Which of the guest's events are measured.
     *
     * @param topic of an interaction; null for any
     * @param where all of it must hold of what an event said
     * @param within how far back counts; null for ever
     */
    record Events(
            String event,
            @Nullable String topic,
            List<Condition> where,
            @Nullable Duration within) {
        record Condition(JsonPointer at, Comparison comparison) {}

        /** Latest first. */
        List<Told> of(Guest guest, Instant now) {
            Duration window = within;
            return guest.told(event, topic).stream()
                    .filter(told -> window == null || told.at().plus(window).isAfter(now))
                    .filter(told ->
                            where.stream().allMatch(one -> one.comparison().holds(fact(told, one.at()))))
                    .toList();
        }
    }

    /** How values become one. Of no events the sum and the count are 0, and there is neither a least nor a greatest. */
    enum Measure {
        SUM,
        MIN,
        MAX,
        DISTINCT,
        /** Of events, whatever they said; spelt by {@code atLeast}. */
        COUNT;

        String spelt() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What it is over the first so many values, from none to all. */
        private List<@Nullable BigDecimal> running(List<@Nullable JsonNode> values) {
            List<@Nullable BigDecimal> running = new ArrayList<>();
            Set<JsonNode> seen = new HashSet<>();
            BigDecimal last = this == MIN || this == MAX ? null : BigDecimal.ZERO;
            running.add(last);
            for (JsonNode value : values) {
                last = next(last, value, seen);
                running.add(last);
            }
            return running;
        }

        private @Nullable BigDecimal next(@Nullable BigDecimal last, @Nullable JsonNode value, Set<JsonNode> seen) {
            BigDecimal number = Facts.number(value);
            return switch (this) {
                case SUM -> last == null || number == null ? last : last.add(number);
                case MIN -> last == null || number == null ? either(last, number) : last.min(number);
                case MAX -> last == null || number == null ? either(last, number) : last.max(number);
                case DISTINCT -> {
                    if (value != null && !value.isNull()) {
                        seen.add(number == null ? value : DecimalNode.valueOf(number.stripTrailingZeros()));
                    }
                    yield BigDecimal.valueOf(seen.size());
                }
                case COUNT -> last == null ? last : last.add(BigDecimal.ONE);
            };
        }

        private static @Nullable BigDecimal either(@Nullable BigDecimal one, @Nullable BigDecimal other) {
            return one == null ? other : one;
        }
    }

    @Override
    public boolean holds(Guest guest, Instant now) {
        return meets(running(among.of(guest, now)).getLast());
    }

    /** When the first leaves the window without whom the answer is another one; events of one instant leave together. */
    @Override
    public Optional<Instant> changesAt(Guest guest, Instant now) {
        Duration window = among.within();
        if (window == null) {
            return Optional.empty();
        }
        List<Told> counting = among.of(guest, now);
        List<@Nullable BigDecimal> running = running(counting);
        boolean holds = meets(running.getLast());
        for (int left = counting.size() - 1; left >= 0; left--) {
            Instant at = counting.get(left).at();
            boolean leavesAlone = left == 0 || !counting.get(left - 1).at().equals(at);
            if (leavesAlone && meets(running.get(left)) != holds) {
                return Optional.of(at.plus(window));
            }
        }
        return Optional.empty();
    }

    @Override
    public Stream<String> events() {
        return Stream.of(among.event());
    }

    @Override
    public Stream<String> measured() {
        return events();
    }

    private List<@Nullable BigDecimal> running(List<Told> counting) {
        List<@Nullable JsonNode> values = new ArrayList<>();
        counting.forEach(told -> values.add(fact(told, at)));
        return measure.running(values);
    }

    private boolean meets(@Nullable BigDecimal measured) {
        return comparison.holds(measured == null ? null : DecimalNode.valueOf(measured));
    }

    private static @Nullable JsonNode fact(Told told, JsonPointer at) {
        return told.facts().get(at.toString());
    }
}
