package dev.concierge.search.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How good lists of answers are, as trec_eval counts it. */
final class Quality {
    private Quality() {}

    /** Gains of the first ten, discounted by the logarithm of their place, against the best that was possible. */
    static double ndcg(List<String> found, Map<String, Integer> judged, int first) {
        double gained = 0;
        for (int place = 0; place < Math.min(first, found.size()); place++) {
            gained += judged.getOrDefault(found.get(place), 0) / log2(place + 2);
        }
        List<Integer> best = judged.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(first)
                .toList();
        double possible = 0;
        for (int place = 0; place < best.size(); place++) {
            possible += best.get(place) / log2(place + 2);
        }
        return possible == 0 ? 0 : gained / possible;
    }

    /** Of those that answer, the part that is among the first. */
    static double recall(List<String> found, Map<String, Integer> judged, int first) {
        long answers = judged.values().stream().filter(grade -> grade > 0).count();
        long there = found.stream()
                .limit(first)
                .filter(id -> judged.getOrDefault(id, 0) > 0)
                .count();
        return answers == 0 ? 0 : (double) there / answers;
    }

    private static double log2(double number) {
        return Math.log(number) / Math.log(2);
    }
}
