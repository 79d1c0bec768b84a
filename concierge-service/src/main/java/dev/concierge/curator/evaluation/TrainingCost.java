package dev.concierge.curator.evaluation;

import dev.concierge.curator.ranking.Ease;
import dev.concierge.curator.ranking.InteractionMatrix;
import dev.concierge.curator.ranking.Learner;
import dev.concierge.curator.ranking.Rp3Beta;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What learning takes for a catalogue of some size, from made-up interactions: 50 of each of as many guests as there are
 * items, few items taken by many.
 *
 * @param megabytes of the heap when it is done, the interactions included
 */
public record TrainingCost(int items, String learner, double seconds, long megabytes) {
    private static final int OF_A_GUEST = 50;

    public static TrainingCost of(int items, long seed) {
        Random random = new Random(seed);
        List<InteractionMatrix.Entry> entries = new ArrayList<>(items * OF_A_GUEST);
        for (int guest = 0; guest < items; guest++) {
            for (int i = 0; i < OF_A_GUEST; i++) {
                int item = (int) (items * Math.pow(random.nextDouble(), 2));
                entries.add(new InteractionMatrix.Entry(guest, item, 1));
            }
        }
        InteractionMatrix taken = InteractionMatrix.of(items, items, entries);
        entries.clear();
        Learner learner = items <= Ease.MOST_ITEMS ? new Ease(300, 0.5) : new Rp3Beta(200, 0.8, 0.5);
        long start = System.nanoTime();
        learner.learn(taken);
        double seconds = (System.nanoTime() - start) / 1e9;
        Runtime runtime = Runtime.getRuntime();
        return new TrainingCost(
                items, learner.description(), seconds, (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }
}
