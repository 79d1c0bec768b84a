package dev.concierge.journey.engine;

import dev.concierge.journey.engine.RunState.Arrived;
import dev.concierge.journey.engine.RunState.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where a run rests while it is moved: its branches, and which of them are still to be taken. */
final class Positions {
    private final TreeMap<Integer, Position> byVisit = new TreeMap<>();
    /** Parallels whose branches are being taken: how many are left. */
    private final Map<Integer, Integer> left = new HashMap<>();

    Positions(List<Position> positions) {
        positions.forEach(this::put);
    }

    void put(Position position) {
        byVisit.put(position.visit(), position);
    }

    void remove(int visit) {
        byVisit.remove(visit);
    }

    boolean holds(Position position) {
        return position.equals(byVisit.get(position.visit()));
    }

    @Nullable
    Position at(int visit) {
        return byVisit.get(visit);
    }

    boolean isEmpty() {
        return byVisit.isEmpty();
    }

    List<Position> all() {
        return List.copyOf(byVisit.values());
    }

    void clear() {
        byVisit.clear();
        left.clear();
    }

    void divide(int parallel, int branches) {
        left.put(parallel, branches);
    }

    /** Takes the next branch; false when the others are not wanted any more. */
    boolean takes(int parallel) {
        return left.computeIfPresent(parallel, (_, branches) -> branches - 1) != null;
    }

    /** Whether everybody of a parallel has arrived, but for the one who asks. */
    boolean isJoined(int parallel) {
        return left.getOrDefault(parallel, 0) == 0 && within(parallel).stream().allMatch(Arrived.class::isInstance);
    }

    /** Takes away all branches of a parallel, which is over with that. */
    List<Position> join(int parallel) {
        List<Position> gone = within(parallel);
        gone.forEach(position -> remove(position.visit()));
        left.remove(parallel);
        return gone;
    }

    private List<Position> within(int parallel) {
        List<Position> within = new ArrayList<>();
        for (Position position : byVisit.values()) {
            if (position.within().contains(parallel)) {
                within.add(position);
            }
        }
        return within;
    }
}
