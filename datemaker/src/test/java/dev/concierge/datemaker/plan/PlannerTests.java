package dev.concierge.datemaker.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every number of people that an event may have, and people who come and go at random. */
class PlannerTests {
    private static final long SEED = 25;

    @ParameterizedTest
    @MethodSource
    void everybodyMeetsEverybodyOnceInTheFewestRounds(int people) {
        List<Person> present = all(people);

        Plan plan = Planner.plan(Lineup.fresh(Mode.ALL, present, Score.EQUAL, SEED));

        assertThat(plan.rounds()).hasSize(people % 2 == 0 ? people - 1 : people);
        meetOnce(plan, pairs(Mode.ALL, present));
        sitOutEvenly(plan, present);
    }

    static IntStream everybodyMeetsEverybodyOnceInTheFewestRounds() {
        return IntStream.rangeClosed(2, 60);
    }

    @ParameterizedTest
    @MethodSource
    void eachOfOneSideMeetsEachOfTheOtherOnceInTheFewestRounds(int one) {
        for (int other = 1; other <= 30; other++) {
            List<Person> present = sides(one, other);

            Plan plan = Planner.plan(Lineup.fresh(Mode.TWO_SIDED, present, Score.EQUAL, SEED));

            assertThat(plan.rounds()).hasSize(Math.max(one, other));
            meetOnce(plan, pairs(Mode.TWO_SIDED, present));
            sitOutEvenly(plan, of(present, Side.ONE));
            sitOutEvenly(plan, of(present, Side.OTHER));
        }
    }

    static IntStream eachOfOneSideMeetsEachOfTheOtherOnceInTheFewestRounds() {
        return IntStream.rangeClosed(1, 30);
    }

    @ParameterizedTest
    @MethodSource
    void whoMustNotMeetDoesNotAndAllOthersDoWithinTheBound(int people) {
        Random random = new Random(people);
        for (Mode mode : Mode.values()) {
            for (double share : new double[] {0.02, 0.2, 0.6}) {
                List<Person> present = mode == Mode.ALL ? all(people) : sides(people / 2, people - people / 2);
                Set<Pair> settled = some(pairs(mode, present), share, random);
                Lineup lineup = new Lineup(mode, present, settled, Map.of(), Score.EQUAL, SEED);

                Plan plan = Planner.plan(lineup);

                meetOnce(plan, without(pairs(mode, present), settled));
                assertThat(plan.rounds().size()).isLessThanOrEqualTo(bound(lineup));
            }
        }
    }

    static IntStream whoMustNotMeetDoesNotAndAllOthersDoWithinTheBound() {
        return IntStream.rangeClosed(2, 60);
    }

    @ParameterizedTest
    @MethodSource
    void whateverComesAndGoesNobodyMeetsTwiceAndTheRestIsMetWithinTheBound(int seed) {
        Random random = new Random(seed);
        for (Mode mode : Mode.values()) {
            List<Person> known = new ArrayList<>(mode == Mode.ALL ? all(40) : sides(20, 20));
            Collections.shuffle(known, random);
            Set<Person> present = new HashSet<>(known.subList(0, 2 + random.nextInt(20)));
            Set<Pair> met = some(pairs(mode, known), 0.05, random);
            Map<UUID, Integer> byes = new HashMap<>();
            Plan plan = Plan.EMPTY;
            for (int pause = 0; pause < 30; pause++) {
                if (pause < 12) {
                    comeAndGo(known, present, random);
                }
                Lineup lineup = new Lineup(mode, List.copyOf(present), met, byes, Score.EQUAL, SEED);
                plan = Planner.replan(plan, lineup);
                assertThat(plan.rounds().size()).isLessThanOrEqualTo(bound(lineup));
                meetOnce(plan, without(pairs(mode, List.copyOf(present)), met));
                Set<Pair> came = some(new HashSet<>(plan.next()), 0.9, random);
                assertThat(Collections.disjoint(met, came)).isTrue();
                met.addAll(came);
                plan = plan.afterNext();
                sitOut(present, came).forEach(person -> byes.merge(person.id(), 1, Integer::sum));
            }
        }
    }

    static IntStream whateverComesAndGoesNobodyMeetsTwiceAndTheRestIsMetWithinTheBound() {
        return IntStream.range(0, 60);
    }

    @Test
    void unchangedPresenceLeavesThePlanUnchanged() {
        List<Person> present = all(11);
        Plan plan = Planner.plan(Lineup.fresh(Mode.ALL, present, Score.EQUAL, SEED));
        Set<Pair> met = new HashSet<>();
        while (!plan.equals(Plan.EMPTY)) {
            met.addAll(plan.next());
            Plan rest = plan.afterNext();
            assertThat(Planner.replan(rest, new Lineup(Mode.ALL, present, met, Map.of(), Score.EQUAL, 7)))
                    .isEqualTo(rest);
            plan = rest;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE})
    void theSamePeopleAndSeedGiveTheSamePlan(long seed) {
        List<Person> present = all(13);
        List<Person> otherwise = new ArrayList<>(present);
        Collections.reverse(otherwise);
        Score score = (one, other) -> (one.hashCode() ^ other.hashCode()) % 97 / 97.0;

        assertThat(Planner.plan(Lineup.fresh(Mode.ALL, otherwise, score, seed)))
                .isEqualTo(Planner.plan(Lineup.fresh(Mode.ALL, present, score, seed)));
    }

    @Test
    void anotherSeedGivesAnotherPlan() {
        assertThat(Planner.plan(Lineup.fresh(Mode.ALL, all(12), Score.EQUAL, 1)))
                .isNotEqualTo(Planner.plan(Lineup.fresh(Mode.ALL, all(12), Score.EQUAL, 2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 12, 20, 59, 60})
    void thoseWhoFitBestMeetEarly(int people) {
        for (Mode mode : Mode.values()) {
            List<Person> present = mode == Mode.ALL ? all(people) : sides(people / 2, people - people / 2);
            Map<UUID, Double> tastes = new HashMap<>();
            Random random = new Random(people);
            present.forEach(person -> tastes.put(person.id(), random.nextDouble()));
            Score score = (one, other) -> 1 - Math.abs(tastes.getOrDefault(one, 0.0) - tastes.getOrDefault(other, 0.0));

            double byLot = earliness(Planner.plan(Lineup.fresh(mode, present, Score.EQUAL, SEED)), score);
            double byScore = earliness(Planner.plan(Lineup.fresh(mode, present, score, SEED)), score);

            assertThat(byScore).isGreaterThan(byLot);
        }
    }

    @Test
    void nobodyToMeetIsNoRound() {
        assertThat(Planner.plan(Lineup.fresh(Mode.ALL, all(1), Score.EQUAL, SEED)))
                .isEqualTo(Plan.EMPTY);
        assertThat(Planner.plan(Lineup.fresh(Mode.TWO_SIDED, sides(5, 0), Score.EQUAL, SEED)))
                .isEqualTo(Plan.EMPTY);
    }

    private static double earliness(Plan plan, Score score) {
        double sum = 0;
        for (int round = 0; round < plan.rounds().size(); round++) {
            for (Pair pair : plan.rounds().get(round)) {
                sum += score.of(pair.one(), pair.other()) * (plan.rounds().size() - round);
            }
        }
        return sum;
    }

    private static void comeAndGo(List<Person> known, Set<Person> present, Random random) {
        for (Person person : known) {
            if (random.nextInt(10) == 0 && (present.size() > 2 || !present.contains(person))) {
                if (!present.remove(person)) {
                    present.add(person);
                }
            }
        }
    }

    private static void meetOnce(Plan plan, Set<Pair> expected) {
        List<Pair> planned = plan.rounds().stream().flatMap(List::stream).toList();
        assertThat(planned).doesNotHaveDuplicates();
        assertThat(new HashSet<>(planned)).isEqualTo(expected);
        for (List<Pair> round : plan.rounds()) {
            assertThat(round.stream().flatMap(pair -> Stream.of(pair.one(), pair.other())))
                    .doesNotHaveDuplicates();
        }
    }

    private static void sitOutEvenly(Plan plan, List<Person> side) {
        Map<UUID, Integer> byes = new HashMap<>();
        side.forEach(person -> byes.put(person.id(), 0));
        for (List<Pair> round : plan.rounds()) {
            sitOut(side, round).forEach(person -> byes.merge(person.id(), 1, Integer::sum));
            assertThat(Collections.max(byes.values()) - Collections.min(byes.values()))
                    .isLessThanOrEqualTo(1);
        }
    }

    private static List<Person> sitOut(Iterable<Person> people, Iterable<Pair> round) {
        Set<UUID> paired = new HashSet<>();
        round.forEach(pair -> {
            paired.add(pair.one());
            paired.add(pair.other());
        });
        List<Person> out = new ArrayList<>();
        people.forEach(person -> {
            if (!paired.contains(person.id())) {
                out.add(person);
            }
        });
        return out;
    }

    /** Most rounds that anybody may be asked for, counted without the planner's own graph. */
    private static int bound(Lineup lineup) {
        Map<UUID, Integer> left = new HashMap<>();
        without(pairs(lineup.mode(), lineup.present()), lineup.settled()).forEach(pair -> {
            left.merge(pair.one(), 1, Integer::sum);
            left.merge(pair.other(), 1, Integer::sum);
        });
        int most = left.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return most == 0 ? 0 : most + 1;
    }

    private static Set<Pair> pairs(Mode mode, List<Person> people) {
        Set<Pair> pairs = new HashSet<>();
        for (Person one : people) {
            for (Person other : people) {
                if (one.compareTo(other) < 0 && (mode == Mode.ALL || one.side() != other.side())) {
                    pairs.add(new Pair(one.id(), other.id()));
                }
            }
        }
        return pairs;
    }

    private static Set<Pair> without(Set<Pair> pairs, Set<Pair> settled) {
        Set<Pair> left = new HashSet<>(pairs);
        left.removeAll(settled);
        return left;
    }

    private static Set<Pair> some(Set<Pair> pairs, double share, Random random) {
        Set<Pair> some = new HashSet<>();
        pairs.stream()
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .filter(_ -> random.nextDouble() < share)
                .forEach(some::add);
        return some;
    }

    private static List<Person> all(int people) {
        return IntStream.range(0, people).mapToObj(n -> new Person(id(n), null)).toList();
    }

    private static List<Person> sides(int one, int other) {
        return IntStream.range(0, one + other)
                .mapToObj(n -> new Person(id(n), n < one ? Side.ONE : Side.OTHER))
                .toList();
    }

    private static List<Person> of(List<Person> people, Side side) {
        return people.stream().filter(person -> person.side() == side).toList();
    }

    private static UUID id(int n) {
        return new UUID(0x7000, Long.reverse(n + 1L));
    }
}
