package dev.concierge.curator.evaluation;

import dev.concierge.curator.ranking.InteractionMatrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What guests took, in any order; guests and items by their places in {@code guests} and {@code items}.
 *
 * @param topics each item's share of each topic; rows of no length where no topics are known
 */
public record Taken(List<String> guests, List<String> items, List<One> entries, float[][] topics) {
    /** @param time in any unit that grows */
    public record One(int guest, int item, float strength, long time) {}

    public InteractionMatrix matrix() {
        return matrix(entries);
    }

    InteractionMatrix matrix(List<One> part) {
        return InteractionMatrix.of(
                guests.size(),
                items.size(),
                part.stream()
                        .map(one -> new InteractionMatrix.Entry(one.guest(), one.item(), one.strength()))
                        .toList());
    }

    Taken with(List<One> part) {
        return new Taken(guests, items, part, topics);
    }

    /** Gathers entries whose guests and items are named. */
    public static final class Builder {
        private final Map<String, Integer> guests = new HashMap<>();
        private final Map<String, Integer> items = new HashMap<>();
        private final List<String> guestNames = new ArrayList<>();
        private final List<String> itemNames = new ArrayList<>();
        private final List<One> entries = new ArrayList<>();

        public Builder add(String guest, String item, float strength, long time) {
            entries.add(new One(place(guest, guests, guestNames), place(item, items, itemNames), strength, time));
            return this;
        }

        private static int place(String name, Map<String, Integer> places, List<String> names) {
            return places.computeIfAbsent(name, added -> {
                names.add(added);
                return names.size() - 1;
            });
        }

        /** @param topicsOf the topics of an item, by its name */
        public Taken build(Map<String, List<String>> topicsOf) {
            Map<String, Integer> topics = new HashMap<>();
            topicsOf.values().forEach(named -> named.forEach(topic -> topics.putIfAbsent(topic, topics.size())));
            float[][] shares = new float[itemNames.size()][topics.size()];
            for (int item = 0; item < shares.length; item++) {
                List<String> named = topicsOf.getOrDefault(itemNames.get(item), List.of());
                for (String topic : named) {
                    shares[item][topics.getOrDefault(topic, 0)] += 1f / named.size();
                }
            }
            return new Taken(List.copyOf(guestNames), List.copyOf(itemNames), List.copyOf(entries), shares);
        }
    }
}
