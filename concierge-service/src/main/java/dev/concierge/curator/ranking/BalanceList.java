package dev.concierge.curator.ranking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Orders a list so that its topics stand in it as they stand in what the guest took, at little cost in relevance
 * (Steck, "Calibrated Recommendations", 2018): step by step the item that is best in the weighted sum of both. What is seen together is
 * balanced as a whole, so within it the most relevant stand first again.
 *
 * @param weight of the balance against the relevance, from 0 (relevance alone) to 1
 * @param together how many items are seen together
 */
public record BalanceList(double weight, int together) {
    /** The most relevant first, whatever they are about. */
    public static final BalanceList NONE = new BalanceList(0, 1);

    /** The share of the wanted topics that is mixed into a list's, so that a missing topic costs much but not all. */
    private static final double SMOOTHING = 0.01;

    public BalanceList {
        if (!(weight >= 0 && weight <= 1)) {
            throw new IllegalArgumentException("weight: " + weight + " (expected: from 0 to 1)");
        }
        if (together < 1) {
            throw new IllegalArgumentException("together: " + together + " (expected: at least 1)");
        }
    }

    /**
     * Something that may stand in the list.
     *
     * @param relevance at most 1, the more the better
     * @param topics its share of each topic; sums to 1, or to 0 where none are known
     */
    public record Candidate(int place, double relevance, float[] topics) {}

    /**
     * Something that stands in the list.
     *
     * @param relevance what its relevance added to its worth when it was picked
     * @param balance what the better balance of the list added
     */
    public record Pick(Candidate candidate, double relevance, double balance) {
        public double worth() {
            return relevance + balance;
        }
    }

    /** @param wanted the share of each topic in what the guest took; sums to 1, or to 0 where nothing is known */
    public List<Pick> order(List<Candidate> candidates, float[] wanted, int size) {
        List<Candidate> left = new ArrayList<>(candidates);
        List<Pick> picks = new ArrayList<>();
        double[] sums = new double[wanted.length];
        double gap = miscalibration(wanted, sums);
        while (picks.size() < size && !left.isEmpty()) {
            double before = gap;
            Pick best = left.stream()
                    .map(candidate -> pick(candidate, wanted, sums, before))
                    .max(Comparator.comparingDouble(Pick::worth))
                    .orElseThrow();
            picks.add(best);
            left.remove(best.candidate());
            add(best.candidate().topics(), sums, 1);
            gap = miscalibration(wanted, sums);
        }
        for (int from = 0; from < picks.size(); from += together) {
            picks.subList(from, Math.min(from + together, picks.size()))
                    .sort(Comparator.comparingDouble(Pick::relevance).reversed());
        }
        return picks;
    }

    private Pick pick(Candidate candidate, float[] wanted, double[] sums, double gap) {
        double balance = 0;
        if (weight > 0) {
            add(candidate.topics(), sums, 1);
            balance = weight * (gap - miscalibration(wanted, sums));
            add(candidate.topics(), sums, -1);
        }
        return new Pick(candidate, (1 - weight) * candidate.relevance(), balance);
    }

    private static void add(float[] topics, double[] sums, int sign) {
        for (int topic = 0; topic < topics.length; topic++) {
            sums[topic] += sign * topics[topic];
        }
    }

    /**
     * How far a list is from what is wanted: the Kullback-Leibler divergence of its topics, 0 when they agree.
     *
     * @param sums of the topics over the list's items
     */
    public static double miscalibration(float[] wanted, double[] sums) {
        double total = 0;
        for (double sum : sums) {
            total += sum;
        }
        double divergence = 0;
        for (int topic = 0; topic < wanted.length; topic++) {
            if (wanted[topic] > 0) {
                double listed = total > 1e-9 ? Math.max(0, sums[topic]) / total : 0;
                double mixed = (1 - SMOOTHING) * listed + SMOOTHING * wanted[topic];
                divergence += wanted[topic] * Math.log(wanted[topic] / mixed);
            }
        }
        return divergence;
    }
}
