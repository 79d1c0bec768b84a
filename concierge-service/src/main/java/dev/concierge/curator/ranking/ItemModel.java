package dev.concierge.curator.ranking;

/**
 * Scores items for a guest as sums over what they took, so that each score is exactly what the items of the history
 * add to it, and "because you saved …" can be said truly.
 */
public final class ItemModel {
    private final ItemWeights weights;
    private final float[] popularity;

    ItemModel(ItemWeights weights, float[] popularity) {
        this.weights = weights;
        this.popularity = popularity;
    }

    public int items() {
        return popularity.length;
    }

    /** How many guests took an item when this was learned. */
    public float popularity(int item) {
        return popularity[item];
    }

    ItemWeights weights() {
        return weights;
    }

    /** Whether {@link #scores} says more of this history than what is popular. */
    public boolean knows(History history) {
        return !history.isEmpty() && !(weights instanceof ItemWeights.None);
    }

    /** One for each item; popularity where the history says nothing. */
    public float[] scores(History history) {
        if (!knows(history)) {
            return popularity.clone();
        }
        float[] scores = new float[popularity.length];
        for (int i = 0; i < history.items().length; i++) {
            weights.add(history.items()[i], history.strengths()[i], scores);
        }
        return scores;
    }

    /** What the item at {@code place} of the history adds to the score of {@code item}. */
    public float part(History history, int place, int item) {
        return history.strengths()[place] * weights.weight(history.items()[place], item);
    }
}
