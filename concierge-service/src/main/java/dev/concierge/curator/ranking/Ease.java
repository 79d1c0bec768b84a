package dev.concierge.curator.ranking;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The linear autoencoder of Steck, "Embarrassingly Shallow Autoencoders for Sparse Data" (2019): the weights that best
 * give each item back from the others, in closed form. Keeps every pair of items, so the catalogue has a limit.
 *
 * @param lambda how much evidence a weight needs, above zero
 * @param damping how much less an interaction counts of a guest with many, from 0 (as much) to 1: a guest then counts
 *     as much as any other
 */
public record Ease(double lambda, double damping) implements Learner {
    /** The matrices then take 3 × 8 × 5,000² bytes = 600 MB while learning, and the weights 100 MB for good. */
    public static final int MOST_ITEMS = 5_000;

    @Override
    public ItemModel learn(InteractionMatrix taken) {
        int items = taken.items();
        if (items > MOST_ITEMS) {
            throw new IllegalArgumentException(items + " items (expected: at most " + MOST_ITEMS + " for EASE)");
        }
        DMatrixRMaj inverse = inverse(gram(taken));
        float[] weights = new float[items * items];
        for (int to = 0; to < items; to++) {
            double own = inverse.get(to, to);
            for (int from = 0; from < items; from++) {
                weights[from * items + to] = from == to ? 0 : (float) (-inverse.get(from, to) / own);
            }
        }
        return new ItemModel(new ItemWeights.Dense(items, Memory.of(weights)), taken.popularity());
    }

    private DMatrixRMaj gram(InteractionMatrix taken) {
        int items = taken.items();
        DMatrixRMaj gram = new DMatrixRMaj(items, items);
        double usual = Math.max(1, (double) taken.size() / Math.max(1, taken.guests()));
        for (int guest = 0; guest < taken.guests(); guest++) {
            double counts = Math.pow((taken.end(guest) - taken.start(guest)) / usual, -damping);
            for (int one = taken.start(guest); one < taken.end(guest); one++) {
                int row = taken.column(one) * items;
                for (int other = taken.start(guest); other < taken.end(guest); other++) {
                    gram.data[row + taken.column(other)] += counts * taken.strength(one) * taken.strength(other);
                }
            }
        }
        for (int item = 0; item < items; item++) {
            gram.data[item * items + item] += lambda;
        }
        return gram;
    }

    private DMatrixRMaj inverse(DMatrixRMaj gram) {
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(gram.numRows);
        if (!solver.setA(gram)) {
            throw new IllegalStateException("lambda: " + lambda + " (expected: a positive number)");
        }
        DMatrixRMaj inverse = new DMatrixRMaj(gram.numRows, gram.numRows);
        solver.invert(inverse);
        return inverse;
    }

    @Override
    public String description() {
        return "EASE(lambda=" + lambda + ", damping=" + damping + ")";
    }
}
