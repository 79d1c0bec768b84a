package dev.concierge.curator.ranking;

/** What most guests took: the floor under all others, and what a new guest is shown. */
public record Popularity() implements Learner {
    @Override
    public ItemModel learn(InteractionMatrix taken) {
        return new ItemModel(new ItemWeights.None(), taken.popularity());
    }

    @Override
    public String description() {
        return "popularity";
    }
}
