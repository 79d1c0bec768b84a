package dev.concierge.journey.definition;

import dev.concierge.platform.problem.FieldError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where a definition's nodes lead: finds what would lose a run or keep it walking for ever. */
final class Graph {
    private static final int MOST_JUMPS = 200;

    private final NodeId start;
    private final Map<NodeId, Node> nodes;
    private final List<FieldError> errors = new ArrayList<>();

    Graph(NodeId start, Map<NodeId, Node> nodes) {
        this.start = start;
        this.nodes = new TreeMap<>((one, other) -> one.value().compareTo(other.value()));
        this.nodes.putAll(nodes);
    }

    List<FieldError> errors() {
        findDanglingEdges();
        if (errors.isEmpty()) {
            findUnreachableNodes();
            findNodesWithoutExit();
            findCyclesWithoutRest();
            findTooManyJumps();
            errors.addAll(new ParallelParts(start, nodes).errors());
        }
        return List.copyOf(errors);
    }

    private void findDanglingEdges() {
        if (!nodes.containsKey(start)) {
            wrong("/start", start, "the id of a node");
        }
        nodes.forEach((id, node) -> node.edges().stream()
                .filter(edge -> !nodes.containsKey(edge.to()))
                .forEach(edge -> wrong("/nodes/" + id + "/" + edge.at(), edge.to(), "the id of a node")));
    }

    private void findUnreachableNodes() {
        Map<NodeId, List<NodeId>> forward = new HashMap<>();
        nodes.forEach((id, node) ->
                forward.put(id, node.edges().stream().map(Node.Edge::to).toList()));
        Set<NodeId> reached = reachable(List.of(start), forward);
        nodes.keySet().stream()
                .filter(id -> !reached.contains(id))
                .forEach(id -> wrong("/nodes/" + id, id, "a node that can be reached from start"));
    }

    private void findNodesWithoutExit() {
        Map<NodeId, List<NodeId>> backward = new HashMap<>();
        nodes.forEach((id, node) -> node.edges()
                .forEach(edge -> backward.computeIfAbsent(edge.to(), _ -> new ArrayList<>())
                        .add(id)));
        List<NodeId> exits = nodes.keySet().stream()
                .filter(id -> nodes.get(id) instanceof Node.Exit)
                .toList();
        if (exits.isEmpty()) {
            wrong("/nodes", "no exit", "at least one node of type exit");
            return;
        }
        Set<NodeId> leading = reachable(exits, backward);
        nodes.keySet().stream()
                .filter(id -> !leading.contains(id))
                .forEach(id -> wrong("/nodes/" + id, id, "a node from which an exit can be reached"));
    }

    static Set<NodeId> reachable(List<NodeId> from, Map<NodeId, List<NodeId>> edges) {
        Set<NodeId> reached = new HashSet<>(from);
        Deque<NodeId> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            for (NodeId next : edges.getOrDefault(open.pop(), List.of())) {
                if (reached.add(next)) {
                    open.push(next);
                }
            }
        }
        return reached;
    }

    /** Removes nodes that lead to no unremoved node (Kahn's algorithm); what stays is on a circle, or leads to one. */
    private void findCyclesWithoutRest() {
        Map<NodeId, Node> left = new TreeMap<>((one, other) -> one.value().compareTo(other.value()));
        left.putAll(nodes);
        while (left.values().removeIf(node -> node.walked().stream().noneMatch(edge -> left.containsKey(edge.to())))) {
            // until nothing more can be removed
        }
        left.keySet().stream()
                .filter(id -> circles(id, left))
                .forEach(id -> wrong("/nodes/" + id, id, "no circle without a timer, a wait or a goto"));
    }

    /** What one advance can cost must not grow with what somebody draws. */
    private void findTooManyJumps() {
        int jumps = nodes.values().stream()
                .mapToInt(node -> node instanceof Node.Goto jump ? jump.most() : 0)
                .sum();
        if (jumps > MOST_JUMPS) {
            wrong("/nodes", jumps, "at most " + MOST_JUMPS + " jumps by goto in all");
        }
    }

    private static boolean circles(NodeId id, Map<NodeId, Node> left) {
        Map<NodeId, List<NodeId>> edges = new HashMap<>();
        left.forEach((from, node) -> edges.put(
                from,
                node.walked().stream()
                        .map(Node.Edge::to)
                        .filter(left::containsKey)
                        .toList()));
        return reachable(edges.getOrDefault(id, List.of()), edges).contains(id);
    }

    private void wrong(String pointer, Object value, String expectation) {
        errors.add(new FieldError(pointer, value + " (expected: " + expectation + ")"));
    }
}
