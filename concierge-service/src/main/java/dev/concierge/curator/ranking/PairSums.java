package dev.concierge.curator.ranking;

/** Sums over the guests that two items share, for every pair that shares any. */
final class PairSums {
    /** A guest with more items than this says little of any pair, and would cost the square of them. */
    private static final int MOST_OF_A_GUEST = 2_000;

    private final InteractionMatrix taken;
    private final InteractionMatrix takers;

    PairSums(InteractionMatrix taken, InteractionMatrix takers) {
        this.taken = taken;
        this.takers = takers;
    }

    interface Share {
        double of(int guest, float from, float to);
    }

    interface Finish {
        double of(int item, int other, double sum);
    }

    ItemWeights strongest(int most, Share share, Finish finish) {
        int items = taken.items();
        Neighbours neighbours = new Neighbours(items, most);
        double[] sums = new double[items];
        int[] touched = new int[items];
        for (int item = 0; item < items; item++) {
            int size = sum(item, share, sums, touched);
            for (int i = 0; i < size; i++) {
                sums[touched[i]] = finish.of(item, touched[i], sums[touched[i]]);
            }
            neighbours.add(sums, touched, size);
            for (int i = 0; i < size; i++) {
                sums[touched[i]] = 0;
            }
        }
        return neighbours.weights();
    }

    /** @return how many other items are touched */
    private int sum(int item, Share share, double[] sums, int[] touched) {
        int size = 0;
        for (int cell = takers.start(item); cell < takers.end(item); cell++) {
            int guest = takers.column(cell);
            int end = Math.min(taken.end(guest), taken.start(guest) + MOST_OF_A_GUEST);
            for (int next = taken.start(guest); next < end; next++) {
                int other = taken.column(next);
                if (other != item) {
                    if (sums[other] == 0) {
                        touched[size++] = other;
                    }
                    sums[other] += share.of(guest, takers.strength(cell), taken.strength(next));
                }
            }
        }
        return size;
    }
}
