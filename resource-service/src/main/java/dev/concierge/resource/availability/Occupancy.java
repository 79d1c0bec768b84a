package dev.concierge.resource.availability;

import dev.concierge.resource.opening.Span;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** How much of a unit is taken, and when. */
public final class Occupancy {
    private final int capacity;
    private final Instant[] changes;
    private final int[] taken;

    private Occupancy(int capacity, Instant[] changes, int[] taken) {
        this.capacity = capacity;
        this.changes = changes;
        this.taken = taken;
    }

    /** @param capacity none of which can be taken when it is 0 */
    public static Occupancy of(int capacity, Collection<Taken> some) {
        TreeMap<Instant, Integer> steps = new TreeMap<>();
        for (Taken each : some) {
            steps.merge(each.when().from(), each.seats(), Integer::sum);
            steps.merge(each.when().to(), -each.seats(), Integer::sum);
        }
        Instant[] changes = new Instant[steps.size()];
        int[] taken = new int[steps.size()];
        int now = 0;
        int at = 0;
        for (Map.Entry<Instant, Integer> step : steps.entrySet()) {
            now += step.getValue();
            changes[at] = step.getKey();
            taken[at++] = now;
        }
        return new Occupancy(capacity, changes, taken);
    }

    int capacity() {
        return capacity;
    }

    /** How many seats are free all of the time. */
    public int free(Span when) {
        int at = Arrays.binarySearch(changes, when.from());
        int step = at >= 0 ? at : -at - 2;
        int most = step < 0 ? 0 : taken[step];
        for (int next = step + 1; next < changes.length && changes[next].isBefore(when.to()); next++) {
            most = Math.max(most, taken[next]);
        }
        return Math.max(0, capacity - most);
    }

    /** So many seats at one time. */
    public record Taken(Span when, int seats) {}
}
