package dev.concierge.journey.definition;

import dev.concierge.journey.definition.Node.Condition;
import dev.concierge.journey.definition.Node.Wait;
import dev.concierge.journey.definition.Rule.Did;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a journey does: nodes that lead from one to another. One that exists is sound: every walk rests or ends. */
public final class Definition {
    private final JourneyId journeyId;
    private final String name;
    private final @Nullable Entry entry;
    private final EntryRules entryRules;
    private final Limits limits;
    private final Reactions reactions;
    private final @Nullable Schedule schedule;
    private final NodeId start;
    private final Map<NodeId, Node> nodes;
    private final Map<String, Did> watched;

    /** @throws InvalidInput with every mistake of the graph */
    public Definition(
            JourneyId journeyId,
            String name,
            @Nullable Entry entry,
            EntryRules entryRules,
            Limits limits,
            Reactions reactions,
            @Nullable Schedule schedule,
            NodeId start,
            Map<NodeId, Node> nodes) {
        List<FieldError> errors = new Graph(start, nodes).errors();
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        this.journeyId = journeyId;
        this.name = name;
        this.entry = entry;
        this.entryRules = entryRules;
        this.limits = limits;
        this.reactions = reactions;
        this.schedule = schedule;
        this.start = start;
        this.nodes = Map.copyOf(nodes);
        this.watched = watchedBy(nodes.values());
    }

    private static Map<String, Did> watchedBy(Collection<Node> nodes) {
        Map<String, Did> watched = new LinkedHashMap<>();
        for (Node node : nodes) {
            if (node instanceof Condition condition) {
                condition
                        .when()
                        .events()
                        .forEach(did -> watched.merge(
                                did.counts(), did, (one, other) -> one.atLeast() >= other.atLeast() ? one : other));
            }
        }
        return Map.copyOf(watched);
    }

    public JourneyId journeyId() {
        return journeyId;
    }

    public String name() {
        return name;
    }

    /** Null for journeys entered only by command. */
    public @Nullable Entry entry() {
        return entry;
    }

    /** What holds for every way in, commands included. */
    public EntryRules entryRules() {
        return entryRules;
    }

    /** What holds for all guests together. */
    public Limits limits() {
        return limits;
    }

    public Reactions reactions() {
        return reactions;
    }

    /** When guests are taken in by the clock; null for journeys that only events and commands enter. */
    public @Nullable Schedule schedule() {
        return schedule;
    }

    public NodeId start() {
        return start;
    }

    public Map<NodeId, Node> nodes() {
        return nodes;
    }

    public Node node(NodeId id) {
        Node node = nodes.get(id);
        if (node == null) {
            throw new IllegalArgumentException(id + " (expected: a node of " + journeyId + ")");
        }
        return node;
    }

    /** The events that some condition counts, by {@link Did#counts()}; of equal ones the most demanding. */
    public Map<String, Did> watched() {
        return watched;
    }

    /** Names of all events that runs of it care for once they are under way. */
    public SortedSet<String> awaited() {
        SortedSet<String> names = new TreeSet<>();
        watched.values().forEach(did -> names.add(did.event()));
        reactions.events().forEach(names::add);
        nodes.values().stream()
                .filter(Wait.class::isInstance)
                .flatMap(node -> ((Wait) node).events().stream())
                .forEach(awaited -> names.add(awaited.pattern().event()));
        return names;
    }

    /** Names of all events that it cares for. */
    public SortedSet<String> listens() {
        SortedSet<String> names = awaited();
        if (entry != null) {
            names.add(entry.on());
        }
        return names;
    }
}
