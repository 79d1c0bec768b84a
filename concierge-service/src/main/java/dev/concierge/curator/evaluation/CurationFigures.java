package dev.concierge.curator.evaluation;

import dev.concierge.curator.ranking.BalanceList;
import dev.concierge.curator.ranking.Ease;
import dev.concierge.curator.ranking.ItemKnn;
import dev.concierge.curator.ranking.ItemModel;
import dev.concierge.curator.ranking.Learner;
import dev.concierge.curator.ranking.Popularity;
import dev.concierge.curator.ranking.Rp3Beta;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Judges ways to learn on a public data set under the protocol of the field: of every guest a random quarter is held out.
 * All that is chosen, of the learning and of the balance, is chosen on a quarter of the rest.
 */
public final class CurationFigures {
    private static final double HELD = 0.25;
    /** How much nearer to what is wanted the topics are to be. */
    private static final double WANTED_CUT = 0.36;

    private final Taken taken;

    public CurationFigures(Taken taken) {
        this.taken = taken;
    }

    /**
     * @param chosen the way to learn that was best on the validation part
     * @param weight of the balance: the least that cuts the miscalibration as wanted on the validation part
     */
    public record Random(long seed, String chosen, double weight, Figures plain, Figures balanced) {}

    public Random random(long seed) {
        Split split = Split.random(taken, HELD, seed);
        Evaluate validation = new Evaluate(Split.random(split.learned(), HELD, seed + 1_000));
        Learner chosen = ease().max(Comparator.comparingDouble(learner -> validation
                        .judge(learner.learn(validation.known()), BalanceList.NONE)
                        .ndcg()))
                .orElseThrow();
        double weight = weight(validation, chosen.learn(validation.known()));
        Evaluate test = new Evaluate(split);
        ItemModel model = chosen.learn(test.known());
        return new Random(
                seed,
                chosen.description(),
                weight,
                test.judge(model, BalanceList.NONE),
                test.judge(model, new BalanceList(weight, 10)));
    }

    /** By the learners' descriptions; each guest's last quarter is held out. */
    public Map<String, Figures> latest() {
        return judge(Split.latestOfEachGuest(taken, HELD));
    }

    /** By the learners' descriptions; what anybody took in the last fifth is held out. */
    public Map<String, Figures> latestOfAll() {
        return judge(Split.latest(taken, 0.2));
    }

    private Map<String, Figures> judge(Split split) {
        Evaluate validation = new Evaluate(Split.latestOfEachGuest(split.learned(), HELD));
        Evaluate test = new Evaluate(split);
        Map<String, Figures> figures = new LinkedHashMap<>();
        for (List<Learner> some : List.of(
                List.<Learner>of(new Popularity()),
                List.<Learner>of(new ItemKnn(50, 10), new ItemKnn(100, 20), new ItemKnn(200, 50)),
                List.<Learner>of(new Rp3Beta(100, 1, 0.3), new Rp3Beta(200, 0.8, 0.5)),
                ease().toList())) {
            Learner best = some.stream()
                    .max(Comparator.comparingDouble(learner -> validation
                            .judge(learner.learn(validation.known()), BalanceList.NONE)
                            .ndcg()))
                    .orElseThrow();
            figures.put(best.description(), test.judge(best.learn(test.known()), BalanceList.NONE));
        }
        return figures;
    }

    private static Stream<Learner> ease() {
        return DoubleStream.of(200, 300, 400, 500, 800)
                .boxed()
                .flatMap(lambda -> Stream.of(new Ease(lambda, 0.25), new Ease(lambda, 0.5)));
    }

    private static double weight(Evaluate validation, ItemModel model) {
        double plain = validation.judge(model, BalanceList.NONE).miscalibration();
        return DoubleStream.of(0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
                .filter(weight ->
                        validation.judge(model, new BalanceList(weight, 10)).miscalibration()
                                <= (1 - WANTED_CUT) * plain)
                .findFirst()
                .orElse(0.5);
    }
}
