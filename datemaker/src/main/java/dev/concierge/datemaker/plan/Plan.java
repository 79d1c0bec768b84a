package dev.concierge.datemaker.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rounds to come; who is in none of a round's pairs sits it out. */
public record Plan(List<List<Pair>> rounds) {
    public static final Plan EMPTY = new Plan(List.of());

    public Plan {
        rounds = rounds.stream().map(List::copyOf).toList();
    }

    /** The pairs of the next round. */
    public List<Pair> next() {
        return rounds.isEmpty() ? List.of() : rounds.getFirst();
    }

    /** What is left once the next round is over. */
    public Plan afterNext() {
        return rounds.isEmpty() ? this : new Plan(rounds.subList(1, rounds.size()));
    }

    Set<Pair> pairs() {
        Set<Pair> pairs = new HashSet<>();
        rounds.forEach(pairs::addAll);
        return pairs;
    }
}
