package dev.concierge.curator.curation;

import dev.concierge.curator.ranking.BalanceList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes the list: the same for the same inputs and seed. */
final class ComposeList {
    /** What is seen together on one screen. */
    private static final int TOGETHER = 10;
    /** A list is balanced from so many of the most relevant. */
    private static final int BALANCED = 100;

    private ComposeList() {}

    static List<Place> of(Inputs inputs, long seed) {
        List<Inputs.Considered> best = inputs.considered().stream()
                .sorted(Comparator.comparingDouble(Inputs.Considered::relevance)
                        .reversed()
                        .thenComparing(Inputs.Considered::item, Comparator.reverseOrder()))
                .toList();
        List<Place> places = balanced(inputs, best.subList(0, Math.min(best.size(), BALANCED + inputs.size())));
        return explored(inputs, best, places, new Random(seed));
    }

    private static List<Place> balanced(Inputs inputs, List<Inputs.Considered> best) {
        Map<String, Integer> topics = new HashMap<>();
        best.forEach(one -> one.topics().forEach(topic -> topics.putIfAbsent(topic, topics.size())));
        float[] wanted = new float[topics.size()];
        double total = inputs.wanted().entrySet().stream()
                .filter(entry -> topics.containsKey(entry.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        inputs.wanted().forEach((topic, share) -> {
            Integer place = topics.get(topic);
            if (place != null) {
                wanted[place] = (float) (share / total);
            }
        });
        List<BalanceList.Candidate> candidates = new ArrayList<>();
        for (int place = 0; place < best.size(); place++) {
            candidates.add(
                    new BalanceList.Candidate(place, best.get(place).relevance(), shares(best.get(place), topics)));
        }
        return new BalanceList(inputs.balance(), TOGETHER)
                .order(candidates, wanted, inputs.size()).stream()
                        .map(pick -> new Place(best.get(pick.candidate().place()), pick.balance(), false, 1))
                        .toList();
    }

    private static float[] shares(Inputs.Considered considered, Map<String, Integer> topics) {
        float[] shares = new float[topics.size()];
        for (String topic : considered.topics()) {
            shares[topics.getOrDefault(topic, 0)] += 1f / considered.topics().size();
        }
        return shares;
    }

    /** Gives some places to others, each as likely as any, and notes how likely everything was. */
    private static List<Place> explored(
            Inputs inputs, List<Inputs.Considered> best, List<Place> places, Random random) {
        List<Inputs.Considered> others = new ArrayList<>(best);
        others.removeAll(places.stream().map(Place::considered).toList());
        List<Place> list = new ArrayList<>();
        for (Place place : places) {
            if (others.isEmpty()) {
                list.add(place);
            } else if (random.nextDouble() < inputs.exploration()) {
                double propensity = inputs.exploration() / others.size();
                list.add(new Place(others.remove(random.nextInt(others.size())), 0, true, propensity));
            } else {
                list.add(new Place(place.considered(), place.balance(), false, 1 - inputs.exploration()));
            }
        }
        return list;
    }
}
