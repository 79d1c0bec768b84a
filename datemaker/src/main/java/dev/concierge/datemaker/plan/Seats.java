package dev.concierge.datemaker.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Who sits on which seat of a table: first drawn by lot, then changed where that lets better pairs meet earlier. */
final class Seats {
    private static final int TRIES_PER_SEAT = 8;

    private final PendingPairs people;
    private final Table table;
    private final double[][] scores;
    private final SplittableRandom random;
    /** The place in the lineup of who sits on a seat. */
    private final int[] seated;

    private final int firstSide;

    /** @param firstSide how many seats of the first side there are; those of one side change among themselves */
    private Seats(PendingPairs people, Table table, int[] seated, int firstSide, Score score, long seed) {
        this.people = people;
        this.table = table;
        this.seated = seated;
        this.firstSide = firstSide;
        this.scores = scores(people, score);
        this.random = new SplittableRandom(seed);
    }

    /** The rounds of a table, without the pairs that are no longer pending, in the table's order. */
    static List<List<Pair>> rounds(PendingPairs people, Lineup lineup) {
        int[] all = IntStream.range(0, people.size()).toArray();
        if (lineup.mode() == Mode.ALL) {
            return new Seats(people, Table.circle(all.length), all, all.length, lineup.score(), lineup.seed()).rounds();
        }
        int[] one = IntStream.of(all)
                .filter(place -> people.person(place).side() == Side.ONE)
                .toArray();
        int[] other = IntStream.of(all)
                .filter(place -> people.person(place).side() == Side.OTHER)
                .toArray();
        int[] few = one.length <= other.length ? one : other;
        int[] many = one.length <= other.length ? other : one;
        int[] seated = IntStream.concat(IntStream.of(few), IntStream.of(many)).toArray();
        Table table = Table.square(few.length, many.length);
        return new Seats(people, table, seated, few.length, lineup.score(), lineup.seed()).rounds();
    }

    private List<List<Pair>> rounds() {
        shuffle(0, firstSide);
        shuffle(firstSide, seated.length);
        if (table.rounds() > 1) {
            improve();
        }
        List<List<Pair>> rounds = new ArrayList<>();
        for (int round = 0; round < table.rounds(); round++) {
            rounds.add(new ArrayList<>());
        }
        for (int one = 0; one < seated.length; one++) {
            for (int other = 0; other < one; other++) {
                int round = table.meetings()[one][other];
                if (round != Table.NEVER && people.has(seated[one], seated[other])) {
                    rounds.get(round).add(people.pair(seated[one], seated[other]));
                }
            }
        }
        return rounds;
    }

    private void shuffle(int from, int to) {
        for (int last = to - 1; last > from; last--) {
            swap(last, from + random.nextInt(last - from + 1));
        }
    }

    private void improve() {
        int tries = TRIES_PER_SEAT * seated.length;
        for (int attempt = 0; attempt < tries; attempt++) {
            int one = random.nextInt(seated.length);
            int from = one < firstSide ? 0 : firstSide;
            int to = one < firstSide ? firstSide : seated.length;
            int other = from + random.nextInt(to - from);
            double before = worth(one) + worth(other);
            swap(one, other);
            if (worth(one) + worth(other) < before) {
                swap(one, other);
            }
        }
    }

    /** What this seat's meetings are worth: the earlier, the more. */
    private double worth(int seat) {
        double worth = 0;
        for (int other = 0; other < seated.length; other++) {
            int round = table.meetings()[seat][other];
            if (round != Table.NEVER) {
                worth += scores[seated[seat]][seated[other]] * (table.rounds() - round);
            }
        }
        return worth;
    }

    private void swap(int one, int other) {
        int kept = seated[one];
        seated[one] = seated[other];
        seated[other] = kept;
    }

    private static double[][] scores(PendingPairs people, Score score) {
        double[][] scores = new double[people.size()][people.size()];
        for (int one = 0; one < people.size(); one++) {
            for (int other = 0; other < one; other++) {
                double value = people.has(one, other)
                        ? score.of(people.person(one).id(), people.person(other).id())
                        : 0;
                scores[one][other] = value;
                scores[other][one] = value;
            }
        }
        return scores;
    }
}
