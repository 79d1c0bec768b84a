package dev.concierge.datemaker.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupingTests {
    @Test
    void nobodyIsLeftOutAndSizesAreAtMostOneApart() {
        for (int people = 2; people <= 200; people++) {
            List<Person> all = people(people, null);

            Grouping grouping = Grouping.of(Mode.ALL, all, all, 12, Set.of());

            assertThat(grouping.leftOver()).isEmpty();
            assertThat(grouping.groups().stream().flatMap(List::stream)).containsExactlyElementsOf(all);
            assertThat(grouping.groups()).hasSize(Math.ceilDiv(people, 12));
            assertBalanced(grouping.groups().stream().map(List::size).toList());
        }
    }

    @Test
    void sidesAreSpreadOverTheGroupsAndOnlyALargeSurplusWaits() {
        for (int one = 1; one <= 40; one++) {
            int few = one;
            for (int other = 1; other <= 40; other++) {
                List<Person> all = IntStream.range(0, one + other)
                        .mapToObj(n -> new Person(new UUID(7, n), n < few ? Side.ONE : Side.OTHER))
                        .toList();
                int surplus = Math.max(0, Math.max(one, other) - 2 * Math.min(one, other));

                Grouping grouping = Grouping.of(Mode.TWO_SIDED, all, all, 20, Set.of());

                assertThat(grouping.leftOver()).hasSize(surplus);
                assertThat(grouping.groups().stream().mapToInt(List::size).sum())
                        .isEqualTo(all.size() - surplus);
                for (Side side : Side.values()) {
                    List<Integer> sizes = grouping.groups().stream()
                            .map(group -> (int) group.stream()
                                    .filter(person -> person.side() == side)
                                    .count())
                            .toList();
                    assertBalanced(sizes);
                    assertThat(sizes).allSatisfy(size -> assertThat(size).isPositive());
                }
            }
        }
    }

    @Test
    void whoCameLastWaits() {
        List<Person> all = IntStream.range(0, 5)
                .mapToObj(n -> new Person(new UUID(7, n), n == 0 ? Side.OTHER : Side.ONE))
                .toList();

        Grouping grouping = Grouping.of(Mode.TWO_SIDED, all, all.reversed(), 20, Set.of());

        assertThat(grouping.leftOver()).containsExactly(all.get(1), all.get(2));
    }

    @Test
    void aSideWithoutPartnersIsToldAndNotDropped() {
        List<Person> alone = people(4, Side.ONE);

        assertThat(Grouping.of(Mode.TWO_SIDED, alone, alone, 20, Set.of())).isEqualTo(new Grouping(List.of(), alone));
    }

    @Test
    void whoCannotMeetIsPutApart() {
        List<Person> all = people(16, null);
        Pair met = new Pair(all.get(0).id(), all.get(1).id());

        Grouping grouping = Grouping.of(Mode.ALL, all, all, 12, Set.of(met));

        assertThat(grouping.groups()).noneMatch(group -> group.contains(all.get(0)) && group.contains(all.get(1)));
        assertThat(grouping.groups().stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(all);
    }

    private static void assertBalanced(List<Integer> sizes) {
        int most = sizes.stream().mapToInt(Integer::intValue).max().orElse(0);
        int least = sizes.stream().mapToInt(Integer::intValue).min().orElse(0);
        assertThat(most - least).isLessThanOrEqualTo(1);
    }

    private static List<Person> people(int number, @Nullable Side side) {
        return IntStream.range(0, number)
                .mapToObj(n -> new Person(new UUID(7, n), side))
                .toList();
    }
}
