package dev.concierge.curator.evaluation;

import dev.concierge.curator.ranking.BalanceList;
import dev.concierge.curator.ranking.History;
import dev.concierge.curator.ranking.InteractionMatrix;
import dev.concierge.curator.ranking.ItemModel;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Judges a model by what a split held out: of every guest the best items that they had not taken yet. */
final class Evaluate {
    private static final int SHOWN = 10;
    private static final int RECALLED = 20;
    /** What a list is balanced from. */
    private static final int CANDIDATES = 100;

    private final Taken learned;
    private final InteractionMatrix known;
    private final BitSet[] held;

    Evaluate(Split split) {
        this.learned = split.learned();
        this.known = learned.matrix();
        this.held = new BitSet[learned.guests().size()];
        split.held().forEach(one -> {
            BitSet of = held[one.guest()] == null ? new BitSet() : held[one.guest()];
            of.set(one.item());
            held[one.guest()] = of;
        });
    }

    InteractionMatrix known() {
        return known;
    }

    Figures judge(ItemModel model, BalanceList balance) {
        int[] shown = new int[learned.items().size()];
        double[] sums = new double[4];
        int guests = 0;
        for (int guest = 0; guest < held.length; guest++) {
            BitSet wanted = unknown(guest);
            if (!wanted.isEmpty()) {
                guests++;
                History history = known.history(guest);
                int[] list = list(model, balance, history);
                int[] first = Arrays.copyOf(list, Math.min(SHOWN, list.length));
                sums[0] += ndcg(first, wanted);
                sums[1] += recall(list, wanted);
                sums[2] += diversity(first);
                sums[3] += BalanceList.miscalibration(topics(history), sum(first));
                for (int item : first) {
                    shown[item]++;
                }
            }
        }
        int of = Math.max(1, guests);
        return new Figures(
                guests, sums[0] / of, sums[1] / of, sums[2] / of, coverage(shown), shareOfTop(shown), sums[3] / of);
    }

    /** What was held out of a guest and is not among what they are known to have taken. */
    private BitSet unknown(int guest) {
        BitSet wanted = held[guest] == null ? new BitSet() : (BitSet) held[guest].clone();
        for (int item : known.history(guest).items()) {
            wanted.clear(item);
        }
        return wanted;
    }

    private int[] list(ItemModel model, BalanceList balance, History history) {
        float[] scores = model.scores(history);
        for (int item : history.items()) {
            scores[item] = Float.NEGATIVE_INFINITY;
        }
        int[] best = IntStream.range(0, scores.length)
                .boxed()
                .filter(item -> scores[item] > Float.NEGATIVE_INFINITY)
                .sorted(Comparator.comparingDouble((Integer item) -> -scores[item])
                        .thenComparing(item -> item))
                .limit(CANDIDATES)
                .mapToInt(Integer::intValue)
                .toArray();
        if (balance.weight() == 0 || best.length == 0) {
            return Arrays.copyOf(best, Math.min(RECALLED, best.length));
        }
        double top = Math.max(1e-9, scores[best[0]]);
        List<BalanceList.Candidate> candidates = Arrays.stream(best)
                .mapToObj(item -> new BalanceList.Candidate(item, scores[item] / top, learned.topics()[item]))
                .toList();
        return balance.order(candidates, topics(history), RECALLED).stream()
                .mapToInt(pick -> pick.candidate().place())
                .toArray();
    }

    private static double ndcg(int[] list, BitSet wanted) {
        double gain = 0;
        for (int place = 0; place < list.length; place++) {
            gain += wanted.get(list[place]) ? discount(place) : 0;
        }
        double best = IntStream.range(0, Math.min(SHOWN, wanted.cardinality()))
                .mapToDouble(Evaluate::discount)
                .sum();
        return gain / best;
    }

    private static double discount(int place) {
        return Math.log(2) / Math.log(place + 2.0);
    }

    private static double recall(int[] list, BitSet wanted) {
        return (double) Arrays.stream(list).filter(wanted::get).count() / wanted.cardinality();
    }

    private double diversity(int[] list) {
        double apart = 0;
        int pairs = 0;
        for (int one = 0; one < list.length; one++) {
            for (int other = one + 1; other < list.length; other++) {
                apart += 1 - cosine(learned.topics()[list[one]], learned.topics()[list[other]]);
                pairs++;
            }
        }
        return pairs == 0 ? 0 : apart / pairs;
    }

    private static double cosine(float[] one, float[] other) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int topic = 0; topic < one.length; topic++) {
            product += one[topic] * other[topic];
            first += one[topic] * one[topic];
            second += other[topic] * other[topic];
        }
        return product == 0 ? 0 : product / Math.sqrt(first * second);
    }

    private double[] sum(int[] list) {
        double[] sum = new double[learned.topics().length == 0 ? 0 : learned.topics()[0].length];
        for (int item : list) {
            for (int topic = 0; topic < sum.length; topic++) {
                sum[topic] += learned.topics()[item][topic];
            }
        }
        return sum;
    }

    /** The share of each topic in what a guest took. */
    private float[] topics(History history) {
        double[] sum = sum(history.items());
        double total = Arrays.stream(sum).sum();
        float[] shares = new float[sum.length];
        for (int topic = 0; topic < sum.length && total > 0; topic++) {
            shares[topic] = (float) (sum[topic] / total);
        }
        return shares;
    }

    private static double coverage(int[] shown) {
        return (double) Arrays.stream(shown).filter(times -> times > 0).count() / shown.length;
    }

    private static double shareOfTop(int[] shown) {
        int[] most = Arrays.stream(shown).sorted().toArray();
        int total = Arrays.stream(shown).sum();
        int top = Math.max(1, shown.length / 100);
        return total == 0
                ? 0
                : (double) Arrays.stream(most, most.length - top, most.length).sum() / total;
    }
}
