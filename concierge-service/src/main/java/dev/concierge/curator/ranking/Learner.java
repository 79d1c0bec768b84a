package dev.concierge.curator.ranking;

/** A way to learn which items speak for which. */
public sealed interface Learner permits Ease, ItemKnn, Rp3Beta, Popularity {
    ItemModel learn(InteractionMatrix taken);

    /** As in a report, with what it was told to do. */
    String description();
}
