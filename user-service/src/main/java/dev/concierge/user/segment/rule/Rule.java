package dev.concierge.user.segment.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** What a segment asks of a guest; the same guest at the same moment always gets the same answer. */
public sealed interface Rule
        permits Rule.All,
                Rule.Any,
                Rule.Not,
                Rule.HasAttribute,
                Rule.AttributeCompares,
                Rule.ProfileCompares,
                Rule.Active,
                Rule.Did,
                Measured {
    boolean holds(Guest guest, Instant now);

    /** When the answer may be another one although nothing happens; empty for never. */
    default Optional<Instant> changesAt(Guest guest, Instant now) {
        return parts().flatMap(part -> part.changesAt(guest, now).stream()).min(Comparator.naturalOrder());
    }

    /** The rules directly in it. */
    default Stream<Rule> parts() {
        return Stream.empty();
    }

    /** Whether this, or any rule in it, asks for events of this name. */
    default Stream<String> events() {
        return parts().flatMap(Rule::events);
    }

    /** Those of them of which it asks what they said. */
    default Stream<String> measured() {
        return parts().flatMap(Rule::measured);
    }

    record All(List<Rule> rules) implements Rule {
        @Override
        public boolean holds(Guest guest, Instant now) {
            return rules.stream().allMatch(rule -> rule.holds(guest, now));
        }

        @Override
        public Stream<Rule> parts() {
            return rules.stream();
        }
    }

    record Any(List<Rule> rules) implements Rule {
        @Override
        public boolean holds(Guest guest, Instant now) {
            return rules.stream().anyMatch(rule -> rule.holds(guest, now));
        }

        @Override
        public Stream<Rule> parts() {
            return rules.stream();
        }
    }

    record Not(Rule rule) implements Rule {
        @Override
        public boolean holds(Guest guest, Instant now) {
            return !rule.holds(guest, now);
        }

        @Override
        public Stream<Rule> parts() {
            return Stream.of(rule);
        }
    }

    /** The guest has this attribute, with one of these values. */
    record HasAttribute(String name, List<JsonNode> in) implements Rule {
        @Override
        public boolean holds(Guest guest, Instant now) {
            JsonNode found = guest.attributes().get(name);
            return in.stream().anyMatch(wanted -> Comparison.same(wanted, found));
        }
    }

    /**
     * Something in an attribute compares like this.
     *
     * @param at where in its value; empty for the value itself
     */
    record AttributeCompares(String name, JsonPointer at, Comparison comparison) implements Rule {
        @Override
        public boolean holds(Guest guest, Instant now) {
            return comparison.holds(guest.attributes().path(name).at(at));
        }
    }

    /** A field of the profile, as it was told last, compares like this. */
    record ProfileCompares(JsonPointer at, Comparison comparison) implements Rule {
        @Override
        public boolean holds(Guest guest, Instant now) {
            return comparison.holds(guest.profile().at(at));
        }
    }

    /** Whether the guest is active is this. */
    record Active(boolean is) implements Rule {
        @Override
        public boolean holds(Guest guest, Instant now) {
            return guest.isActive() == is;
        }
    }

    /**
     * The guest did something at least so often. What is older than the window counts no more, to the instant.
     *
     * @param topic of an interaction; null for any
     * @param within how far back counts; null for ever
     */
    record Did(
            String event,
            @Nullable String topic,
            int atLeast,
            @Nullable Duration within) implements Rule {
        @Override
        public boolean holds(Guest guest, Instant now) {
            Duration window = within;
            return decisive(guest)
                    .filter(at -> window == null || at.plus(window).isAfter(now))
                    .isPresent();
        }

        /** When the one that makes it enough leaves the window; until then, or without it, only news change anything. */
        @Override
        public Optional<Instant> changesAt(Guest guest, Instant now) {
            Duration window = within;
            return window == null
                    ? Optional.empty()
                    : decisive(guest).map(at -> at.plus(window)).filter(end -> end.isAfter(now));
        }

        @Override
        public Stream<String> events() {
            return Stream.of(event);
        }

        private Optional<Instant> decisive(Guest guest) {
            return guest.latest(event, topic).skip(atLeast - 1L).findFirst();
        }
    }
}
