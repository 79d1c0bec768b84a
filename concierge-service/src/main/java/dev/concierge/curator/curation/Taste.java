package dev.concierge.curator.curation;

import dev.concierge.curator.curation.Inputs.Because;
import dev.concierge.curator.interaction.InteractionType;
import dev.concierge.curator.ranking.History;
import dev.concierge.curator.training.ServedModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.UUID;

/** What a model says of one guest. */
final class Taste {
    private final ServedModel served;
    private final List<UUID> items;
    private final List<InteractionType> types;
    private final History history;
    private final float[] scores;

    Taste(ServedModel served, Known known) {
        this.served = served;
        this.items = new ArrayList<>();
        this.types = new ArrayList<>();
        known.items().forEach((item, type) -> {
            if (served.place(item).isPresent()) {
                items.add(item);
                types.add(type);
            }
        });
        int[] places = new int[items.size()];
        float[] strengths = new float[items.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = served.place(items.get(i)).orElseThrow();
            strengths[i] = types.get(i).strength();
        }
        this.history = new History(places, strengths);
        this.scores = served.model().scores(history);
    }

    UUID version() {
        return served.version();
    }

    /** Whether it says more than what is popular. */
    boolean isPersonal() {
        return served.model().knows(history);
    }

    /** The items with the highest scores. */
    List<UUID> best(int size) {
        PriorityQueue<Integer> best = new PriorityQueue<>(Comparator.comparingDouble((Integer place) -> scores[place]));
        for (int place = 0; place < scores.length; place++) {
            if (best.size() < size) {
                best.add(place);
            } else if (scores[place] > scores[best.element()]) {
                best.remove();
                best.add(place);
            }
        }
        return best.stream().map(served::item).toList();
    }

    /** 0 for an item that the model does not know. */
    double score(UUID item) {
        OptionalInt place = served.place(item);
        return place.isEmpty() || !isPersonal() ? 0 : Math.max(0, scores[place.getAsInt()]);
    }

    /** How many guests had taken it. */
    int takers(UUID item) {
        OptionalInt place = served.place(item);
        return place.isEmpty() ? 0 : (int) served.model().popularity(place.getAsInt());
    }

    /**
     * What speaks for an item most.
     *
     * @param scale what a score of 1 counts in the relevance
     */
    List<Because> because(UUID item, double scale, int most) {
        OptionalInt place = served.place(item);
        List<Because> parts = new ArrayList<>();
        for (int i = 0; place.isPresent() && isPersonal() && i < items.size(); i++) {
            double part = scale * served.model().part(history, i, place.getAsInt());
            if (part > 0) {
                parts.add(new Because(items.get(i), types.get(i), part));
            }
        }
        return parts.stream()
                .sorted(Comparator.comparingDouble(Because::part).reversed())
                .limit(most)
                .toList();
    }

    int size() {
        return items.size();
    }
}
