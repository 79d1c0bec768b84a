package dev.concierge.journey.count;

import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.engine.Advance;
import dev.concierge.journey.engine.Effect.Moved;
import dev.concierge.journey.engine.Effect.Movement;
import dev.concierge.journey.engine.Run;
import dev.concierge.journey.engine.RunState.Exited;
import dev.concierge.journey.engine.RunState.Position;
import dev.concierge.journey.engine.RunState.Waiting;
import dev.concierge.journey.engine.Step;
import dev.concierge.platform.message.Shard;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What the moves of a batch add to the counts. */
public final class Tally {
    /** Of the journey as a whole. */
    static final String WHOLE = "";

    static final String ENTERED = "entered";
    static final String WAITING = "waiting";
    static final String EXITED = "exited";
    static final String EXITED_BY = "exited:";
    static final String GOAL = "goal:";

    /** As many as a topic has partitions by default: workers count in rows of their own. */
    private static final int SLOTS = 16;

    private static final Comparator<Key> ORDER = Comparator.comparing(
                    (Key key) -> key.journey().value())
            .thenComparing(Key::version)
            .thenComparing(Key::node)
            .thenComparing(Key::what)
            .thenComparing(Key::slot);

    private final TreeMap<Key, Long> changes = new TreeMap<>(ORDER);
    private int slot = -1;

    record Key(JourneyId journey, int version, String node, String what, int slot) {}

    /** @param ended how the run ended, if it did; not in the words of whoever asked for it, which are without number */
    public void add(Run before, Advance advance, String ended) {
        if (neverBegan(before, advance)) {
            return;
        }
        Run after = advance.run();
        List<Position> was = positions(before);
        was.forEach(position -> add(before, position.node().value(), WAITING, -1));
        positions(after).forEach(position -> add(after, position.node().value(), WAITING, 1));
        advance.effects().stream()
                .filter(Moved.class::isInstance)
                .map(Moved.class::cast)
                .forEach(moved -> count(before, moved, was, ended));
        advance.steps().stream()
                .filter(step -> step.what() == Step.What.GOAL)
                .forEach(step -> add(after, WHOLE, GOAL + step.detail().get("goal"), 1));
    }

    private void count(Run run, Moved moved, List<Position> was, String ended) {
        String node = moved.node().value();
        if (moved.movement() == Movement.ENTERED) {
            add(run, WHOLE, ENTERED, 1);
        } else if (moved.movement() != Movement.EXITED) {
            add(run, node, ENTERED, 1);
        } else {
            if (was.stream().noneMatch(position -> position.node().equals(moved.node()))) {
                add(run, node, ENTERED, 1);
            }
            add(run, WHOLE, EXITED, 1);
            String reason = ended.isEmpty() ? Objects.requireNonNullElse(moved.reason(), "") : ended;
            add(run, node, EXITED_BY + reason, 1);
        }
    }

    /** A run that is erased with its guest. */
    public void erase(Run run) {
        if (run.state() instanceof Waiting waiting) {
            waiting.positions().forEach(position -> add(run, position.node().value(), WAITING, -1));
            add(run, WHOLE, EXITED, 1);
            add(run, waiting.first().node().value(), EXITED_BY + "erased", 1);
        }
    }

    private static List<Position> positions(Run run) {
        return run.state() instanceof Waiting waiting ? waiting.positions() : List.of();
    }

    private void add(Run run, String node, String what, int delta) {
        if (slot < 0) {
            slot = Shard.of(run.userId().value()).number() % SLOTS;
        }
        changes.merge(new Key(run.journeyId(), run.version(), node, what, slot), (long) delta, Long::sum);
    }

    Map<Key, Long> changes() {
        changes.values().removeIf(change -> change == 0);
        return changes;
    }

    /** Whether a run has ended before it began, so that nothing of it was ever counted. */
    private static boolean neverBegan(Run before, Advance advance) {
        return !(before.state() instanceof Waiting)
                && advance.run().state() instanceof Exited
                && advance.effects().stream()
                        .noneMatch(effect -> effect instanceof Moved moved && moved.movement() == Movement.ENTERED);
    }
}
