package dev.concierge.datemaker.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Which round comes first: the one that leaves the rounds sat out evenest, of those the one of the best pairs. */
final class RoundOrder {
    private final Lineup lineup;
    private final Map<UUID, Integer> places = new HashMap<>();
    private final int[] byes;
    /** The places of each side. */
    private final List<int[]> sides;

    RoundOrder(Lineup lineup) {
        this.lineup = lineup;
        List<Person> people = lineup.present();
        IntStream.range(0, people.size())
                .forEach(place -> places.put(people.get(place).id(), place));
        this.byes = people.stream()
                .mapToInt(person -> lineup.byes().getOrDefault(person.id(), 0))
                .toArray();
        this.sides = lineup.mode() == Mode.ALL
                ? List.of(IntStream.range(0, people.size()).toArray())
                : Arrays.stream(Side.values()).map(this::places).toList();
    }

    private int[] places(Side side) {
        return IntStream.range(0, byes.length)
                .filter(place -> lineup.present().get(place).side() == side)
                .toArray();
    }

    Plan order(List<List<Pair>> rounds) {
        List<Candidate> left = new ArrayList<>();
        rounds.stream().filter(round -> !round.isEmpty()).map(this::candidate).forEach(left::add);
        List<List<Pair>> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            Candidate best = left.getFirst();
            int evenest = unevenness(best);
            for (Candidate candidate : left.subList(1, left.size())) {
                int unevenness = unevenness(candidate);
                if (unevenness < evenest || (unevenness == evenest && candidate.score > best.score)) {
                    best = candidate;
                    evenest = unevenness;
                }
            }
            left.remove(best);
            for (int place = 0; place < byes.length; place++) {
                byes[place] += best.sitsOut[place];
            }
            ordered.add(best.pairs);
        }
        return new Plan(ordered);
    }

    /** How far apart the rounds sat out would be, of the side where they are furthest. */
    private int unevenness(Candidate candidate) {
        int unevenness = 0;
        for (int[] side : sides) {
            int least = Integer.MAX_VALUE;
            int most = 0;
            for (int place : side) {
                int sat = byes[place] + candidate.sitsOut[place];
                least = Math.min(least, sat);
                most = Math.max(most, sat);
            }
            unevenness = Math.max(unevenness, most - Math.min(least, most));
        }
        return unevenness;
    }

    private Candidate candidate(List<Pair> pairs) {
        int[] sitsOut = new int[byes.length];
        Arrays.fill(sitsOut, 1);
        double score = 0;
        for (Pair pair : pairs) {
            sitsOut[place(pair.one())] = 0;
            sitsOut[place(pair.other())] = 0;
            score += lineup.score().of(pair.one(), pair.other());
        }
        return new Candidate(pairs, sitsOut, score);
    }

    private int place(UUID person) {
        return places.getOrDefault(person, -1);
    }

    private static final class Candidate {
        private final List<Pair> pairs;
        /** 1 for who sits out, by place. */
        private final int[] sitsOut;

        private final double score;

        private Candidate(List<Pair> pairs, int[] sitsOut, double score) {
            this.pairs = pairs;
            this.sitsOut = sitsOut;
            this.score = score;
        }
    }
}
