package dev.concierge.datemaker.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Groups that meet side by side: as few as the size allows, sizes at most one apart, and those who stand next to each
 * other together, so that the order decides who is alike.
 *
 * @param leftOver whom no group has room for; never more than the balance of the sides demands
 */
public record Grouping(List<List<Person>> groups, List<Person> leftOver) {
    /** On one side there may be so many times as many as on the other; whoever is more would mostly sit out. */
    static final int MOST_PER_PARTNER = 2;

    private static final int LEAST = 2;

    public Grouping {
        groups = groups.stream().map(List::copyOf).toList();
        leftOver = List.copyOf(leftOver);
    }

    /**
     * @param people those who are alike next to each other
     * @param precedence the earlier, the safer of a place
     * @param size the largest group, both sides together
     * @param apart pairs that had better not be in one group, as they would not meet
     */
    public static Grouping of(Mode mode, List<Person> people, List<Person> precedence, int size, Set<Pair> apart) {
        Grouping grouping = mode == Mode.ALL ? ofAll(people, size) : ofSides(people, precedence, size);
        return new Grouping(spread(grouping.groups(), apart), grouping.leftOver());
    }

    private static Grouping ofAll(List<Person> people, int size) {
        return people.size() < LEAST
                ? new Grouping(List.of(), people)
                : new Grouping(cut(people, number(people.size(), size)), List.of());
    }

    private static Grouping ofSides(List<Person> people, List<Person> precedence, int size) {
        List<Person> one = side(people, Side.ONE);
        List<Person> other = side(people, Side.OTHER);
        if (one.isEmpty() || other.isEmpty()) {
            return new Grouping(List.of(), people);
        }
        int fewer = Math.min(one.size(), other.size());
        int most = fewer * MOST_PER_PARTNER;
        List<Person> leftOver = new ArrayList<>();
        keepFirst(one, precedence, most, leftOver);
        keepFirst(other, precedence, most, leftOver);
        int perSide = Math.max(1, size / 2);
        int number = Math.min(fewer, number(Math.max(one.size(), other.size()), perSide));
        List<List<Person>> ones = cut(one, number);
        List<List<Person>> others = cut(other, number);
        return new Grouping(
                IntStream.range(0, number)
                        .mapToObj(group -> {
                            List<Person> both = new ArrayList<>(ones.get(group));
                            both.addAll(others.get(number - 1 - group)); // the larger halves do not meet in one group
                            return both;
                        })
                        .toList(),
                leftOver);
    }

    private static List<Person> side(List<Person> people, Side side) {
        return new ArrayList<>(
                people.stream().filter(person -> person.side() == side).toList());
    }

    private static void keepFirst(List<Person> side, List<Person> precedence, int most, List<Person> leftOver) {
        List<Person> last =
                new ArrayList<>(precedence.stream().filter(side::contains).toList());
        while (side.size() > most) {
            Person person = last.removeLast();
            side.remove(person);
            leftOver.add(person);
        }
    }

    private static int number(int people, int size) {
        return Math.max(1, Math.ceilDiv(people, size));
    }

    private static List<List<Person>> cut(List<Person> people, int number) {
        return IntStream.range(0, number)
                .mapToObj(group -> people.subList(people.size() * group / number, people.size() * (group + 1) / number))
                .toList();
    }

    /** Exchanges people between groups where fewer pairs end up together that could not meet. */
    private static List<List<Person>> spread(List<List<Person>> cut, Set<Pair> apart) {
        List<List<Person>> groups =
                cut.stream().<List<Person>>map(ArrayList::new).toList();
        if (apart.isEmpty() || groups.size() < 2) {
            return groups;
        }
        for (List<Person> group : groups) {
            for (int seat = 0; seat < group.size(); seat++) {
                if (conflicts(group.get(seat), group, apart) > 0) {
                    exchange(groups, group, seat, apart);
                }
            }
        }
        return groups;
    }

    private static void exchange(List<List<Person>> groups, List<Person> from, int seat, Set<Pair> apart) {
        Person leaving = from.get(seat);
        for (List<Person> to : groups) {
            for (int place = 0; to != from && place < to.size(); place++) {
                Person coming = to.get(place);
                if (coming.side() == leaving.side()) {
                    int before = conflicts(leaving, from, apart) + conflicts(coming, to, apart);
                    from.set(seat, coming);
                    to.set(place, leaving);
                    if (conflicts(coming, from, apart) + conflicts(leaving, to, apart) < before) {
                        return;
                    }
                    from.set(seat, leaving);
                    to.set(place, coming);
                }
            }
        }
    }

    private static int conflicts(Person person, Collection<Person> group, Set<Pair> apart) {
        Predicate<Person> conflicting =
                other -> !other.equals(person) && apart.contains(new Pair(person.id(), other.id()));
        return (int) group.stream().filter(conflicting).count();
    }
}
