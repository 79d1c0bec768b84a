package dev.concierge.datemaker.plan;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Who is there, and what is behind them.
 *
 * @param present in any order; the plan does not depend on it
 * @param settled pairs that must not be planned: they have met, or must not meet
 * @param byes how many rounds each has sat out; 0 for those not named
 * @param seed the same lineup and seed give the same plan
 */
public record Lineup(
        Mode mode, List<Person> present, Set<Pair> settled, Map<UUID, Integer> byes, Score score, long seed) {
    public Lineup {
        present = present.stream().sorted().distinct().toList();
        settled = Set.copyOf(settled);
        byes = Map.copyOf(byes);
        if (mode == Mode.TWO_SIDED) {
            present.forEach(person -> {
                if (person.side() == null) {
                    throw new IllegalArgumentException("side of " + person.id() + " is null (expected: ONE or OTHER)");
                }
            });
        }
    }

    /** Nobody has met yet. */
    public static Lineup fresh(Mode mode, Collection<Person> present, Score score, long seed) {
        return new Lineup(mode, List.copyOf(present), Set.of(), Map.of(), score, seed);
    }
}
