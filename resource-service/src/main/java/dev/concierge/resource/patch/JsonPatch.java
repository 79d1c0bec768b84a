package dev.concierge.resource.patch;

import dev.concierge.platform.problem.InvalidInput;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** RFC 6902: a list of operations, all of them or none. */
public final class JsonPatch {
    private static final int MAX_OPERATIONS = 1000;
    /** Copies of copies double with each step; what they make is bounded like any body. */
    private static final int MAX_COPIED_NODES = 100_000;

    private final List<PatchOperation> operations;

    private JsonPatch(List<PatchOperation> operations) {
        this.operations = operations;
    }

    /** @throws InvalidInput when it is no patch, whatever the document */
    public static JsonPatch parse(JsonNode patch) {
        if (!(patch instanceof ArrayNode array)) {
            throw new InvalidInput("", "not an array (expected: the operations of a JSON Patch)");
        }
        if (array.size() > MAX_OPERATIONS) {
            throw new InvalidInput("", array.size() + " operations (expected: at most " + MAX_OPERATIONS + ")");
        }
        List<PatchOperation> operations = new ArrayList<>();
        for (JsonNode operation : array) {
            try {
                operations.add(PatchOperation.parse(operation));
            } catch (PatchOperation.Malformed malformed) {
                throw new InvalidInput("/" + operations.size() + malformed.pointer(), malformed.detail());
            }
        }
        return new JsonPatch(operations);
    }

    /**
     * The patched document; what came in is not touched.
     *
     * @throws PatchFailed when an operation does not fit
     */
    public JsonNode apply(JsonNode document) {
        JsonNode result = document.deepCopy();
        int budget = MAX_COPIED_NODES;
        for (int i = 0; i < operations.size(); i++) {
            Step step = new Step(i);
            PatchOperation operation = operations.get(i);
            if (operation instanceof PatchOperation.Copy copy) {
                budget -= size(copy.from().in(result));
                if (budget < 0) {
                    throw step.failed("/from", "copies of more than " + MAX_COPIED_NODES + " values");
                }
            }
            result = step.apply(operation, result);
        }
        return result;
    }

    private static int size(JsonNode node) {
        int size = 1;
        for (JsonNode child : node) {
            size += size(child);
        }
        return size;
    }

    /** Numbers are equal by value, objects whatever the order of their members. */
    static boolean areEqual(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return decimal(one).compareTo(decimal(other)) == 0;
        }
        if (one instanceof ObjectNode object && other instanceof ObjectNode another) {
            return object.size() == another.size()
                    && object.properties().stream()
                            .allMatch(member -> another.has(member.getKey())
                                    && areEqual(member.getValue(), another.get(member.getKey())));
        }
        if (one instanceof ArrayNode array && other instanceof ArrayNode another) {
            Iterator<JsonNode> others = another.iterator();
            return array.size() == another.size()
                    && array.valueStream().allMatch(element -> areEqual(element, others.next()));
        }
        return one.equals(other);
    }

    private static BigDecimal decimal(JsonNode number) {
        return number.decimalValue();
    }

    /** One operation at its place in the patch, which its failures name. */
    private record Step(int index) {
        private JsonNode apply(PatchOperation operation, JsonNode document) {
            return switch (operation) {
                case PatchOperation.Add add ->
                    add(document, add.path(), add.value().deepCopy());
                case PatchOperation.Remove remove -> remove(document, remove.path(), "/path");
                case PatchOperation.Replace replace -> replace(document, replace);
                case PatchOperation.Move move -> move(document, move);
                case PatchOperation.Copy copy ->
                    add(
                            document,
                            copy.path(),
                            existing(document, copy.from(), "/from").deepCopy());
                case PatchOperation.Test test -> {
                    if (!areEqual(existing(document, test.path(), "/path"), test.value())) {
                        throw failed("/value", "the resource has another value there");
                    }
                    yield document;
                }
            };
        }

        private JsonNode add(JsonNode document, Pointer path, JsonNode value) {
            if (path.isRoot()) {
                return value;
            }
            switch (path.parentIn(document)) {
                case ObjectNode object -> object.set(path.last(), value);
                case ArrayNode array -> array.insert(position(array, path.last()), value);
                default -> throw failed("/path", "nothing there holds members or elements");
            }
            return document;
        }

        private int position(ArrayNode array, String token) {
            int position = token.equals(Pointer.END) ? array.size() : Pointer.index(token);
            if (position < 0 || position > array.size()) {
                throw failed("/path", token + " (expected: 0 to " + array.size() + ", or -)");
            }
            return position;
        }

        private JsonNode remove(JsonNode document, Pointer path, String member) {
            existing(document, path, member);
            if (path.isRoot()) {
                return MissingNode.getInstance();
            }
            switch (path.parentIn(document)) {
                case ObjectNode object -> object.remove(path.last());
                case ArrayNode array -> array.remove(Pointer.index(path.last()));
                default -> throw failed(member, "nothing there holds members or elements");
            }
            return document;
        }

        private JsonNode replace(JsonNode document, PatchOperation.Replace replace) {
            existing(document, replace.path(), "/path");
            JsonNode value = replace.value().deepCopy();
            if (replace.path().isRoot()) {
                return value;
            }
            switch (replace.path().parentIn(document)) {
                case ObjectNode object -> object.set(replace.path().last(), value);
                case ArrayNode array -> array.set(Pointer.index(replace.path().last()), value);
                default -> throw failed("/path", "nothing there holds members or elements");
            }
            return document;
        }

        private JsonNode move(JsonNode document, PatchOperation.Move move) {
            if (move.from().contains(move.path())) {
                throw failed("/path", "inside of what is to be moved");
            }
            JsonNode value = existing(document, move.from(), "/from");
            return move.from().equals(move.path())
                    ? document
                    : add(remove(document, move.from(), "/from"), move.path(), value);
        }

        private JsonNode existing(JsonNode document, Pointer path, String member) {
            JsonNode node = path.in(document);
            if (node.isMissingNode()) {
                throw failed(member, "nothing is there");
            }
            return node;
        }

        private PatchFailed failed(String member, String detail) {
            return new PatchFailed("/" + index + member, detail);
        }
    }
}
