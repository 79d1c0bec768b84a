package dev.concierge.curator.ranking;

/**
 * Three steps of a random walk from guest over items and their takers, held back for items everybody takes (Paudel,
 * Christoffel, Newell, Bernstein, "Updatable, Accurate, Diverse, and Scalable Recommendations", 2017). Keeps few
 * numbers per item, so it serves catalogues that {@link Ease} cannot.
 *
 * @param neighbours how many are kept of each item
 * @param alpha the exponent of the steps
 * @param beta the exponent of an item's popularity that divides
 */
public record Rp3Beta(int neighbours, double alpha, double beta) implements Learner {
    @Override
    public ItemModel learn(InteractionMatrix taken) {
        InteractionMatrix takers = taken.transposed();
        float[] popularity = taken.popularity();
        double[] guestStep = new double[taken.guests()];
        for (int guest = 0; guest < guestStep.length; guest++) {
            guestStep[guest] = Math.pow(1.0 / Math.max(1, taken.end(guest) - taken.start(guest)), alpha);
        }
        PairSums sums = new PairSums(taken, takers);
        ItemWeights weights = sums.strongest(
                neighbours,
                (guest, from, to) -> guestStep[guest],
                (item, other, sum) -> sum * Math.pow(1 / popularity[item], alpha) / Math.pow(popularity[other], beta));
        return new ItemModel(weights, popularity);
    }

    @Override
    public String description() {
        return "RP3beta(neighbours=" + neighbours + ", alpha=" + alpha + ", beta=" + beta + ")";
    }
}
