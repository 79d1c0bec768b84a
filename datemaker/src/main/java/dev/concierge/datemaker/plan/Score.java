package dev.concierge.datemaker.plan;

import java.util.UUID;

/** How well two people may get on: symmetric, from 0 to 1. The better ones meet earlier. */
@FunctionalInterface
public interface Score {
    Score EQUAL = (one, other) -> 0;

    double of(UUID one, UUID other);
}
