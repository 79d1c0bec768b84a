package dev.concierge.journey.run;

import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.Limits;
import dev.concierge.journey.definition.Node.Medium;
import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.engine.Allowance;
import dev.concierge.journey.engine.Allowance.Turns;
import dev.concierge.journey.run.store.Spending;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What journeys with limits have used of them, as a batch goes on. The rows are locked until it ends. */
final class InUse {
    /** The row of what holds for all journeys. */
    static final String ALL = "";

    private static final String RUNS = "runs";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<String, Spending> spendings;
    private final Map<String, Spending> changed = new LinkedHashMap<>();
    private final int entriesPerMinute;
    private final int messagesPerMinute;

    /**
     * @param entriesPerMinute of all journeys together; 0 for any number
     * @param messagesPerMinute the same
     */
    InUse(Map<String, Spending> locked, int entriesPerMinute, int messagesPerMinute) {
        this.spendings = new HashMap<>(locked);
        this.entriesPerMinute = entriesPerMinute;
        this.messagesPerMinute = messagesPerMinute;
    }

    /** Whether the journey has had as many runs as it may have. */
    boolean isFull(Definition definition) {
        int most = definition.limits().runs();
        return most > 0 && of(definition).of(RUNS) >= most;
    }

    /** Counts a run that begins. */
    void begin(Definition definition) {
        if (definition.limits().runs() > 0) {
            Spending now = of(definition);
            put(definition, new Spending(now.nextEntry(), now.nextMessage(), more(now, RUNS, 1)));
        }
    }

    /** Takes a turn at the door, of the journey and of all journeys together; null where there is no pace. */
    @Nullable
    Instant entry(Definition definition, Instant now) {
        Instant turn = entriesPerMinute == 0 ? null : entry(ALL, entriesPerMinute, now, now);
        int perMinute = definition.limits().entriesPerMinute();
        if (perMinute > 0) {
            turn = entry(definition.journeyId().value(), perMinute, turn == null ? now : turn, now);
        }
        return turn != null && turn.isAfter(now) ? turn : null;
    }

    private Instant entry(String journey, int perMinute, Instant earliest, Instant now) {
        Spending before = spendings.getOrDefault(journey, Spending.NOTHING);
        Turns turns = new Turns(before.nextEntry(), between(perMinute));
        Instant turn = turns.at(earliest.isAfter(now) ? earliest : now);
        put(journey, new Spending(turns.after(turn).next(), before.nextMessage(), before.spent()));
        return turn;
    }

    /** @param entry when it is the turn of whoever comes in; null for at once */
    Allowance allowance(Definition definition, @Nullable Instant entry) {
        Limits limits = definition.limits();
        Turns all = messagesPerMinute == 0
                ? null
                : new Turns(spendings.getOrDefault(ALL, Spending.NOTHING).nextMessage(), between(messagesPerMinute));
        if (limits.areNone()) {
            return new Allowance(entry, null, all, Map.of(), Map.of());
        }
        Spending now = of(definition);
        Map<NodeId, Long> nodes = new HashMap<>();
        limits.nodes().forEach((node, most) -> nodes.put(node, most - now.of(name(node))));
        Map<Medium, Long> channels = new HashMap<>();
        limits.channels().forEach((channel, most) -> channels.put(channel, most - now.of(name(channel))));
        Turns turns = limits.messagesPerMinute() == 0
                ? null
                : new Turns(now.nextMessage(), between(limits.messagesPerMinute()));
        return new Allowance(entry, turns, all, nodes, channels);
    }

    /** Notes what a run has taken. */
    void spend(Definition definition, Allowance before, Allowance after) {
        if (before.equals(after)) {
            return;
        }
        if (after.all() != null) {
            Spending all = spendings.getOrDefault(ALL, Spending.NOTHING);
            put(ALL, new Spending(all.nextEntry(), after.all().next(), all.spent()));
        }
        if (definition.limits().areNone()) {
            return;
        }
        Spending now = of(definition);
        Map<String, Long> spent = new HashMap<>(now.spent());
        after.nodes()
                .forEach((node, left) -> add(spent, name(node), before.nodes().getOrDefault(node, left) - left));
        after.channels()
                .forEach((channel, left) ->
                        add(spent, name(channel), before.channels().getOrDefault(channel, left) - left));
        Instant next = after.turns() == null ? now.nextMessage() : after.turns().next();
        put(definition, new Spending(now.nextEntry(), next, spent));
    }

    /** What is to be kept. */
    Map<String, Spending> changed() {
        return changed;
    }

    private static void add(Map<String, Long> spent, String what, long more) {
        if (more > 0) {
            spent.merge(what, more, Long::sum);
        }
    }

    private static Map<String, Long> more(Spending before, String what, long more) {
        Map<String, Long> spent = new HashMap<>(before.spent());
        add(spent, what, more);
        return spent;
    }

    private Spending of(Definition definition) {
        return spendings.getOrDefault(definition.journeyId().value(), Spending.NOTHING);
    }

    private void put(Definition definition, Spending spending) {
        put(definition.journeyId().value(), spending);
    }

    private void put(String journey, Spending spending) {
        spendings.put(journey, spending);
        changed.put(journey, spending);
    }

    /** As precise as the database keeps it, and never shorter. */
    private static Duration between(int perMinute) {
        return Duration.of(Math.ceilDiv(MINUTE.toNanos() / 1_000, perMinute), ChronoUnit.MICROS);
    }

    private static String name(NodeId node) {
        return "node:" + node.value();
    }

    private static String name(Medium channel) {
        return "channel:" + channel.name().toLowerCase(Locale.ROOT);
    }
}
