package dev.concierge.datemaker.plan;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The service's image with the word {@code figures}: how long planning takes, a line each of name, value and unit, and
 * ends. A planned group is twenty people who meet one another; re-planned it is one in which some have met, left or come.
 */
public final class PrintFigures {
    public static final String WORD = "figures";

    private static final long SEED = 1;
    private static final int GROUPS = 500;
    private static final int GROUP = 20;
    private static final int WARM_UP = 20;
    private static final int REPLANS = 2_000;

    private PrintFigures() {}

    public static void run(PrintStream out) {
        Random random = new Random(SEED);
        List<List<Person>> groups =
                IntStream.range(0, GROUPS).mapToObj(_ -> people(GROUP, random)).toList();
        double[] plans = LongStream.range(0, 2 * WARM_UP)
                .mapToDouble(seed -> milliseconds(() -> groups.forEach(
                        group -> Planner.plan(Lineup.fresh(Mode.ALL, group, PrintFigures::score, seed)))))
                .skip(WARM_UP)
                .sorted()
                .toArray();
        out.println("plan of 10,000 people in 500 groups, p50\t" + plans[plans.length / 2] + "\tms");
        double[] again = replans(random);
        out.println("re-plan of a group of 60, p99\t" + again[again.length * 99 / 100] + "\tms");
    }

    private static double[] replans(Random random) {
        double[] taken = new double[REPLANS];
        for (int i = 0; i < REPLANS; i++) {
            List<Person> known = new ArrayList<>(people(60, random));
            Plan former = Planner.plan(Lineup.fresh(Mode.ALL, known, PrintFigures::score, i));
            Set<Pair> met = new HashSet<>();
            Plan rest = former;
            for (int round = random.nextInt(20); round > 0; round--) {
                met.addAll(rest.next());
                rest = rest.afterNext();
            }
            Collections.shuffle(known, random);
            Lineup lineup =
                    new Lineup(Mode.ALL, known.subList(0, 50), met, byes(known, random), PrintFigures::score, i);
            Plan before = rest;
            taken[i] = milliseconds(() -> Planner.replan(before, lineup));
        }
        return Arrays.stream(taken).skip(REPLANS / 4).sorted().toArray();
    }

    private static Map<UUID, Integer> byes(List<Person> people, Random random) {
        Map<UUID, Integer> byes = new HashMap<>();
        people.forEach(person -> byes.put(person.id(), random.nextInt(2)));
        return byes;
    }

    private static List<Person> people(int number, Random random) {
        return IntStream.range(0, number)
                .mapToObj(_ -> new Person(new UUID(random.nextLong(), random.nextLong()), null))
                .toList();
    }

    private static double score(UUID one, UUID other) {
        return Math.floorMod(one.hashCode() ^ other.hashCode(), 100) / 100.0;
    }

    private static double milliseconds(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e6;
    }
}
