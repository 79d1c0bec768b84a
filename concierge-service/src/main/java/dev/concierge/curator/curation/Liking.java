package dev.concierge.curator.curation;

import dev.concierge.curator.item.VisibleItems.Candidate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The topics a guest is drawn to: what they say now counts for half, what the things they took are about for a third,
 * their persona for the rest; where one of these says nothing, the others count for more.
 *
 * @param shares of each topic, in small letters; they sum to 1 or there are none
 */
record Liking(Map<String, Double> shares, Set<String> stated) {
    private static final double STATED = 3;
    private static final double TAKEN = 2;
    private static final double PERSONA = 1;

    /** @param taken what the guest took, as far as they may still see it */
    static Liking of(List<String> stated, Known known, Collection<Candidate> taken, Map<String, Double> affinities) {
        Map<String, Double> asked = new HashMap<>();
        stated.forEach(topic -> asked.merge(topic.toLowerCase(Locale.ROOT), 1.0, Double::sum));
        Map<String, Double> about = new HashMap<>();
        for (Candidate item : taken) {
            double strength = known.strength(item.item());
            item.topics()
                    .forEach(topic -> about.merge(
                            topic.toLowerCase(Locale.ROOT),
                            strength / item.topics().size(),
                            Double::sum));
        }
        Map<String, Double> shares = new HashMap<>();
        add(shares, asked, STATED);
        add(shares, about, TAKEN);
        add(shares, affinities, PERSONA);
        double total = shares.values().stream().mapToDouble(share -> share).sum();
        shares.replaceAll((topic, share) -> share / total);
        return new Liking(Map.copyOf(shares), Set.copyOf(asked.keySet()));
    }

    private static void add(Map<String, Double> shares, Map<String, Double> weights, double counts) {
        double total = weights.values().stream()
                .mapToDouble(weight -> Math.max(0, weight))
                .sum();
        weights.forEach((topic, weight) -> {
            if (weight > 0) {
                shares.merge(topic.toLowerCase(Locale.ROOT), counts * weight / total, Double::sum);
            }
        });
    }

    Set<String> topics() {
        return shares.keySet();
    }

    /** How much of it an item is about. */
    double of(Candidate item) {
        return item.topics().stream()
                .map(topic -> topic.toLowerCase(Locale.ROOT))
                .distinct()
                .mapToDouble(topic -> shares.getOrDefault(topic, 0.0))
                .sum();
    }
}
