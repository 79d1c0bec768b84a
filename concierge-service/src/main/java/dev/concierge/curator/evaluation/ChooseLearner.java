package dev.concierge.curator.evaluation;

import dev.concierge.curator.ranking.BalanceList;
import dev.concierge.curator.ranking.Ease;
import dev.concierge.curator.ranking.ItemKnn;
import dev.concierge.curator.ranking.ItemModel;
import dev.concierge.curator.ranking.Learner;
import dev.concierge.curator.ranking.Popularity;
import dev.concierge.curator.ranking.Rp3Beta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Chooses how to learn by what came last of every guest: popularity is the floor that others must stand above. */
public final class ChooseLearner {
    private static final double HELD = 0.25;
    private static final double[] LAMBDAS = {100, 300, 500, 800};
    private static final double DAMPING = 0.5;

    private ChooseLearner() {}

    /**
     * @param figures of all that were tried, by their descriptions
     * @param model of the chosen one, learned from everything
     */
    public record Chosen(Learner learner, Map<String, Figures> figures, ItemModel model) {}

    public static Chosen from(Taken taken) {
        Evaluate evaluate = new Evaluate(Split.latestOfEachGuest(taken, HELD));
        Map<String, Figures> figures = new TreeMap<>();
        Learner best = learners(taken.items().size()).stream()
                .max(Comparator.comparingDouble(learner -> figures.computeIfAbsent(
                                learner.description(),
                                tried -> evaluate.judge(learner.learn(evaluate.known()), BalanceList.NONE))
                        .ndcg()))
                .orElseThrow();
        return new Chosen(best, figures, best.learn(taken.matrix()));
    }

    static List<Learner> learners(int items) {
        List<Learner> learners =
                new ArrayList<>(List.of(new Popularity(), new ItemKnn(100, 20), new Rp3Beta(200, 0.8, 0.5)));
        if (items <= Ease.MOST_ITEMS) {
            for (double lambda : LAMBDAS) {
                learners.add(new Ease(lambda, DAMPING));
            }
        }
        return learners;
    }
}
