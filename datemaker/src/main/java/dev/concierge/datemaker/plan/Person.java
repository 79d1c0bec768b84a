package dev.concierge.datemaker.plan;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param side null in {@link Mode#ALL} */
public record Person(UUID id, @Nullable Side side) implements Comparable<Person> {
    @Override
    public int compareTo(Person other) {
        return Pair.compare(id, other.id);
    }
}
