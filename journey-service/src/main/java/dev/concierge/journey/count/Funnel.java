package dev.concierge.journey.count;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.journey.count.Counts.Count;
import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.Node;
import dev.concierge.journey.definition.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far guests have come.
 *
 * @param version null for all of them together
 * @param nodes in the order in which they can be reached; those of earlier versions last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Funnel(String journeyId, @Nullable Integer version, Runs runs, List<AtNode> nodes, List<Goal> goals) {
    record Runs(long entered, long live, long exited) {}

    /**
     * @param entered how often a run has come here
     * @param waiting how many rest here now
     * @param share of the runs that were entered
     */
    record AtNode(String node, long entered, long waiting, double share, List<Exit> exited) {}

    record Exit(String reason, long runs) {}

    record Goal(String name, long runs, double share) {}

    static Funnel of(Definition definition, @Nullable Integer version, List<Count> counts) {
        long entered = value(counts, Tally.WHOLE, Tally.ENTERED);
        long exited = value(counts, Tally.WHOLE, Tally.EXITED);
        Set<String> nodes = reachable(definition);
        counts.stream().map(Count::node).filter(node -> !node.isEmpty()).forEach(nodes::add);
        return new Funnel(
                definition.journeyId().value(),
                version,
                new Runs(entered, entered - exited, exited),
                nodes.stream().map(node -> at(node, counts, entered)).toList(),
                counts.stream()
                        .filter(count -> count.what().startsWith(Tally.GOAL))
                        .map(count -> new Goal(
                                count.what().substring(Tally.GOAL.length()),
                                count.value(),
                                share(count.value(), entered)))
                        .toList());
    }

    private static AtNode at(String node, List<Count> counts, long all) {
        long entered = value(counts, node, Tally.ENTERED);
        return new AtNode(
                node,
                entered,
                value(counts, node, Tally.WAITING),
                share(entered, all),
                counts.stream()
                        .filter(count ->
                                count.node().equals(node) && count.what().startsWith(Tally.EXITED_BY))
                        .map(count -> new Exit(count.what().substring(Tally.EXITED_BY.length()), count.value()))
                        .toList());
    }

    private static double share(long some, long all) {
        return all == 0 ? 0 : Math.round(1000.0 * some / all) / 1000.0;
    }

    private static long value(List<Count> counts, String node, String what) {
        return counts.stream()
                .filter(count -> count.node().equals(node) && count.what().equals(what))
                .mapToLong(Count::value)
                .sum();
    }

    private static Set<String> reachable(Definition definition) {
        Set<String> reached = new LinkedHashSet<>(List.of(definition.start().value()));
        Deque<NodeId> open = new ArrayDeque<>(List.of(definition.start()));
        while (!open.isEmpty()) {
            List<NodeId> next = new ArrayList<>();
            for (Node.Edge edge : definition.node(open.poll()).edges()) {
                if (reached.add(edge.to().value())) {
                    next.add(edge.to());
                }
            }
            open.addAll(next);
        }
        return reached;
    }
}
