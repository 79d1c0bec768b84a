package dev.concierge.datemaker.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Plans rounds so that everybody present meets everybody they may still meet, nobody twice, nobody in two pairs of one
 * round, in at most one round more than the largest number that anybody has yet to meet. While everybody is new that is
 * the circle method or a Latin square, where the rounds sat out differ by at most one on each side at any time.
 */
public final class Planner {
    private Planner() {}

    public static Plan plan(Lineup lineup) {
        PendingPairs pending = PendingPairs.of(lineup);
        if (pending.largest() == 0) {
            return Plan.EMPTY;
        }
        if (tableRounds(lineup) > pending.largest() + (lineup.mode() == Mode.ALL ? 1 : 0)) {
            return new RoundOrder(lineup).order(EdgeColoring.rounds(pending, lineup.mode()));
        }
        List<List<Pair>> table = Seats.rounds(pending, lineup);
        return lineup.mode() == Mode.ALL ? new RoundOrder(lineup).order(table) : new Plan(inRing(table, lineup));
    }

    /** The former plan where it still holds: whoever is there is to meet just those that it lets them meet. */
    public static Plan replan(Plan former, Lineup lineup) {
        return former.pairs().equals(PendingPairs.of(lineup).pairs()) ? former : plan(lineup);
    }

    private static int tableRounds(Lineup lineup) {
        int people = lineup.present().size();
        if (lineup.mode() == Mode.ALL) {
            return people % 2 == 0 ? people - 1 : people;
        }
        int one = (int) lineup.present().stream()
                .filter(person -> person.side() == Side.ONE)
                .count();
        return Math.max(one, people - one);
    }

    /** A Latin square stays even from wherever its ring of rounds is entered: that is where the best pairs are. */
    private static List<List<Pair>> inRing(List<List<Pair>> rounds, Lineup lineup) {
        List<Double> scores = rounds.stream()
                .map(round -> round.stream()
                        .mapToDouble(pair -> lineup.score().of(pair.one(), pair.other()))
                        .sum())
                .toList();
        int best = 0;
        double most = -1;
        for (int entry = 0; entry < rounds.size(); entry++) {
            double worth = 0;
            for (int round = 0; round < rounds.size(); round++) {
                worth += scores.get((entry + round) % rounds.size()) * (rounds.size() - round);
            }
            if (worth > most) {
                most = worth;
                best = entry;
            }
        }
        List<List<Pair>> ring = new ArrayList<>(rounds);
        Collections.rotate(ring, -best);
        ring.removeIf(List::isEmpty);
        return ring;
    }
}
