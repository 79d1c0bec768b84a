package dev.concierge.journey.definition;

import dev.concierge.journey.definition.Node.Join;
import dev.concierge.journey.definition.Node.Parallel;
import dev.concierge.platform.problem.FieldError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What lies between a parallel and its join has one way in and one way out, besides exits; so that no branch waits for
 * one that has left, and no join is reached by somebody who was never divided.
 */
final class ParallelParts {
    /** Ways of one run at once; branches within branches multiply. */
    private static final int MOST_WAYS = 32;

    private final NodeId start;
    private final Map<NodeId, Node> nodes;
    private final Map<NodeId, Set<NodeId>> insides = new HashMap<>();
    private final List<FieldError> errors = new ArrayList<>();

    ParallelParts(NodeId start, Map<NodeId, Node> nodes) {
        this.start = start;
        this.nodes = nodes;
    }

    List<FieldError> errors() {
        Map<NodeId, NodeId> joined = new HashMap<>();
        nodes.forEach((id, node) -> {
            if (node instanceof Parallel parallel) {
                check(id, parallel, joined);
            }
        });
        nodes.forEach((id, node) -> {
            if (node instanceof Join && !joined.containsKey(id)) {
                wrong("/nodes/" + id, id, "the join of a parallel");
            }
        });
        insides.keySet().forEach(this::checkWays);
        return List.copyOf(errors);
    }

    private void checkWays(NodeId id) {
        long ways = branches(id);
        for (Map.Entry<NodeId, Set<NodeId>> around : insides.entrySet()) {
            if (around.getValue().contains(id) && ways <= MOST_WAYS) {
                ways *= branches(around.getKey());
            }
        }
        if (ways > MOST_WAYS) {
            wrong("/nodes/" + id + "/branches", ways + " ways at once", "at most " + MOST_WAYS);
        }
    }

    private int branches(NodeId id) {
        return nodes.get(id) instanceof Parallel parallel ? parallel.branches().size() : 1;
    }

    private void check(NodeId id, Parallel parallel, Map<NodeId, NodeId> joined) {
        String at = "/nodes/" + id + "/join";
        if (!(nodes.get(parallel.join()) instanceof Join)) {
            wrong(at, parallel.join(), "a node of type join");
        } else if (joined.putIfAbsent(parallel.join(), id) != null) {
            wrong(at, parallel.join(), "the join of one parallel only");
        } else if (parallel.branches().size() < 2) {
            wrong("/nodes/" + id + "/branches", parallel.branches(), "at least two branches");
        } else {
            checkWaysIn(id, parallel);
        }
    }

    private void checkWaysIn(NodeId id, Parallel parallel) {
        Set<NodeId> inside = inside(parallel);
        insides.put(id, inside);
        if (inside.contains(start) || parallel.join().equals(start)) {
            wrong("/start", start, "no node within parallel " + id);
        }
        if (inside.contains(id)) {
            wrong("/nodes/" + id, id, "no way back into itself before the join");
        }
        nodes.forEach((from, node) -> node.edges().stream()
                .filter(edge -> !from.equals(id) && !inside.contains(from))
                .filter(edge -> inside.contains(edge.to()) || edge.to().equals(parallel.join()))
                .forEach(edge ->
                        wrong("/nodes/" + from + "/" + edge.at(), edge.to(), "no way into the branches of " + id)));
    }

    private Set<NodeId> inside(Parallel parallel) {
        Map<NodeId, List<NodeId>> edges = new HashMap<>();
        nodes.forEach((from, node) -> edges.put(
                from,
                node.edges().stream()
                        .map(Node.Edge::to)
                        .filter(to -> !to.equals(parallel.join()))
                        .toList()));
        return Graph.reachable(
                parallel.branches().stream()
                        .filter(branch -> !branch.equals(parallel.join()))
                        .toList(),
                edges);
    }

    private void wrong(String pointer, Object value, String expectation) {
        errors.add(new FieldError(pointer, value + " (expected: " + expectation + ")"));
    }
}
