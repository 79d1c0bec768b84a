package dev.concierge.datemaker.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Who has yet to meet whom, as a graph over the places of a lineup. */
final class PendingPairs {
    private final List<Person> people;
    private final boolean[][] pending;
    private final int largest;

    private PendingPairs(List<Person> people, boolean[][] pending) {
        this.people = people;
        this.pending = pending;
        this.largest = largestDegree(pending);
    }

    static PendingPairs of(Lineup lineup) {
        List<Person> people = lineup.present();
        Map<UUID, Integer> places = new HashMap<>();
        for (int place = 0; place < people.size(); place++) {
            places.put(people.get(place).id(), place);
        }
        boolean[][] pending = new boolean[people.size()][people.size()];
        for (int one = 0; one < people.size(); one++) {
            for (int other = 0; other < one; other++) {
                boolean meet = lineup.mode() == Mode.ALL
                        || people.get(one).side() != people.get(other).side();
                pending[one][other] = meet;
                pending[other][one] = meet;
            }
        }
        for (Pair pair : lineup.settled()) {
            Integer one = places.get(pair.one());
            Integer other = places.get(pair.other());
            if (one != null && other != null) {
                pending[one][other] = false;
                pending[other][one] = false;
            }
        }
        return new PendingPairs(people, pending);
    }

    int size() {
        return people.size();
    }

    Person person(int place) {
        return people.get(place);
    }

    boolean has(int one, int other) {
        return pending[one][other];
    }

    /** The largest number that anybody still has to meet: no plan has fewer rounds. */
    int largest() {
        return largest;
    }

    Pair pair(int one, int other) {
        return new Pair(people.get(one).id(), people.get(other).id());
    }

    Set<Pair> pairs() {
        Set<Pair> pairs = new HashSet<>();
        for (int one = 0; one < size(); one++) {
            for (int other = 0; other < one; other++) {
                if (pending[one][other]) {
                    pairs.add(pair(one, other));
                }
            }
        }
        return pairs;
    }

    private static int largestDegree(boolean[][] pending) {
        int largest = 0;
        for (boolean[] row : pending) {
            int degree = 0;
            for (boolean meets : row) {
                degree += meets ? 1 : 0;
            }
            largest = Math.max(largest, degree);
        }
        return largest;
    }
}
