package dev.concierge.resource.opening;

import java.time.Duration;
import java.time.Instant;

/** From one moment up to another, which is not part of it any more. */
public record Span(Instant from, Instant to) {
    public Span {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("to: " + to + " (expected: after " + from + ")");
        }
    }

    public static Span of(Instant from, Duration length) {
        return new Span(from, from.plus(length));
    }

    public boolean overlaps(Span other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    public Span widened(Duration before, Duration after) {
        return new Span(from.minus(before), to.plus(after));
    }
}
