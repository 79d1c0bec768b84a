package dev.concierge.curator.ranking;

/**
 * Items that the same guests took, by cosine: the plain yardstick of the field.
 *
 * @param neighbours how many are kept of each item
 * @param shrink how much a pair seen by few guests is held back
 */
public record ItemKnn(int neighbours, double shrink) implements Learner {
    @Override
    public ItemModel learn(InteractionMatrix taken) {
        InteractionMatrix takers = taken.transposed();
        double[] norms = new double[taken.items()];
        for (int item = 0; item < norms.length; item++) {
            for (int cell = takers.start(item); cell < takers.end(item); cell++) {
                norms[item] += takers.strength(cell) * takers.strength(cell);
            }
        }
        PairSums sums = new PairSums(taken, takers);
        ItemWeights weights = sums.strongest(
                neighbours,
                (guest, from, to) -> from * to,
                (item, other, sum) -> sum / (Math.sqrt(norms[item] * norms[other]) + shrink));
        return new ItemModel(weights, taken.popularity());
    }

    @Override
    public String description() {
        return "item-kNN(neighbours=" + neighbours + ", shrink=" + shrink + ")";
    }
}
