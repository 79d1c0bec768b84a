package dev.concierge.datemaker.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gives each pending pair a round so that nobody is in two pairs of one. Between two sides in as few rounds as anybody
 * has partners left (Kőnig 1916); otherwise in at most one more (Vizing 1964, by the fans of Misra and Gries 1992).
 */
final class EdgeColoring {
    private static final int NONE = -1;

    private final PendingPairs graph;
    private final int colors;
    /** Whom each meets in each color. */
    private final int[][] partner;
    /** The color in which two meet. */
    private final int[][] color;

    private EdgeColoring(PendingPairs graph, int colors) {
        this.graph = graph;
        this.colors = colors;
        this.partner = filled(graph.size(), colors);
        this.color = filled(graph.size(), graph.size());
    }

    static List<List<Pair>> rounds(PendingPairs graph, Mode mode) {
        int colors = graph.largest() + (mode == Mode.ALL ? 1 : 0);
        EdgeColoring coloring = new EdgeColoring(graph, colors);
        for (int one = 0; one < graph.size(); one++) {
            for (int other = one + 1; other < graph.size(); other++) {
                if (graph.has(one, other)) {
                    if (mode == Mode.ALL) {
                        coloring.addByFan(one, other);
                    } else {
                        coloring.addByPath(one, other);
                    }
                }
            }
        }
        return coloring.classes();
    }

    private void addByPath(int one, int other) {
        int freeOfOne = free(one);
        int freeOfOther = free(other);
        if (partner[other][freeOfOne] != NONE) {
            swapAlong(other, freeOfOne, freeOfOther); // cannot come back to one: it would arrive there by freeOfOne
        }
        paint(one, other, freeOfOne);
    }

    private void addByFan(int center, int first) {
        List<Integer> fan = fan(center, first);
        int freeOfCenter = free(center);
        int freeOfLast = free(fan.getLast());
        swapAlong(center, freeOfLast, freeOfCenter);
        int end = 0;
        while (partner[fan.get(end)][freeOfLast] != NONE) {
            end++;
        }
        for (int at = 0; at < end; at++) {
            int moved = color[center][fan.get(at + 1)];
            unpaint(center, fan.get(at + 1), moved);
            paint(center, fan.get(at), moved);
        }
        paint(center, fan.get(end), freeOfLast);
    }

    /** Neighbours of the center, each met in a color that the one before it has free; as many as there are. */
    private List<Integer> fan(int center, int first) {
        List<Integer> fan = new ArrayList<>(List.of(first));
        boolean[] inFan = new boolean[graph.size()];
        inFan[first] = true;
        for (int last = first; last != NONE; ) {
            int next = NONE;
            for (int candidate = 0; candidate < colors && next == NONE; candidate++) {
                int neighbour = partner[center][candidate];
                if (neighbour != NONE && !inFan[neighbour] && partner[last][candidate] == NONE) {
                    next = neighbour;
                }
            }
            if (next != NONE) {
                fan.add(next);
                inFan[next] = true;
            }
            last = next;
        }
        return fan;
    }

    /** Swaps two colors along the path that leaves {@code start} by {@code leaving}; {@code start} has the other free. */
    private void swapAlong(int start, int leaving, int other) {
        List<Integer> path = new ArrayList<>(List.of(start));
        int by = leaving;
        for (int at = partner[start][by]; at != NONE && leaving != other; at = partner[at][by]) {
            path.add(at);
            by = by == leaving ? other : leaving;
        }
        int old = leaving;
        for (int at = 1; at < path.size(); at++) {
            unpaint(path.get(at - 1), path.get(at), old);
            old = old == leaving ? other : leaving;
        }
        int painted = other;
        for (int at = 1; at < path.size(); at++) {
            paint(path.get(at - 1), path.get(at), painted);
            painted = painted == leaving ? other : leaving;
        }
    }

    private int free(int place) {
        int free = 0;
        while (partner[place][free] != NONE) {
            free++;
        }
        return free;
    }

    private void paint(int one, int other, int with) {
        partner[one][with] = other;
        partner[other][with] = one;
        color[one][other] = with;
        color[other][one] = with;
    }

    private void unpaint(int one, int other, int from) {
        partner[one][from] = NONE;
        partner[other][from] = NONE;
        color[one][other] = NONE;
        color[other][one] = NONE;
    }

    private List<List<Pair>> classes() {
        List<List<Pair>> classes = new ArrayList<>();
        for (int one = 0; one < colors; one++) {
            List<Pair> pairs = new ArrayList<>();
            for (int place = 0; place < graph.size(); place++) {
                if (partner[place][one] > place) {
                    pairs.add(graph.pair(place, partner[place][one]));
                }
            }
            if (!pairs.isEmpty()) {
                classes.add(pairs);
            }
        }
        return classes;
    }

    private static int[][] filled(int rows, int columns) {
        int[][] table = new int[rows][columns];
        for (int[] row : table) {
            Arrays.fill(row, NONE);
        }
        return table;
    }
}
