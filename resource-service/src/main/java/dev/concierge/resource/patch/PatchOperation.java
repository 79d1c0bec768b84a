package dev.concierge.resource.patch;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One step of a JSON Patch. */
sealed interface PatchOperation {
    Pointer path();

    record Add(Pointer path, JsonNode value) implements PatchOperation {}

    record Remove(Pointer path) implements PatchOperation {}

    record Replace(Pointer path, JsonNode value) implements PatchOperation {}

    record Move(Pointer from, Pointer path) implements PatchOperation {}

    record Copy(Pointer from, Pointer path) implements PatchOperation {}

    record Test(Pointer path, JsonNode value) implements PatchOperation {}

    /** @throws Malformed naming the member that is wrong */
    static PatchOperation parse(JsonNode operation) {
        if (!operation.isObject()) {
            throw new Malformed("", "not an object (expected: an operation)");
        }
        String op = text(operation, "op");
        return switch (op) {
            case "add" -> new Add(pointer(operation, "path"), value(operation));
            case "remove" -> new Remove(pointer(operation, "path"));
            case "replace" -> new Replace(pointer(operation, "path"), value(operation));
            case "move" -> new Move(pointer(operation, "from"), pointer(operation, "path"));
            case "copy" -> new Copy(pointer(operation, "from"), pointer(operation, "path"));
            case "test" -> new Test(pointer(operation, "path"), value(operation));
            default -> throw new Malformed("/op", op + " (expected: add, remove, replace, move, copy or test)");
        };
    }

    private static JsonNode value(JsonNode operation) {
        JsonNode value = operation.get("value");
        if (value == null) {
            throw new Malformed("/value", "missing (expected: a value)");
        }
        return value;
    }

    private static Pointer pointer(JsonNode operation, String member) {
        String text = text(operation, member);
        try {
            return Pointer.parse(text);
        } catch (IllegalArgumentException none) {
            throw new Malformed("/" + member, text + " (expected: a JSON Pointer)");
        }
    }

    private static String text(JsonNode operation, String member) {
        @Nullable JsonNode value = operation.get(member);
        if (value == null || !value.isString()) {
            throw new Malformed(
                    "/" + member,
                    (value == null ? "missing" : value.getNodeType().toString().toLowerCase(Locale.ROOT))
                            + " (expected: text)");
        }
        return value.stringValue();
    }

    /** An operation that is none, whatever the document. */
    final class Malformed extends RuntimeException {
        private final String pointer;
        private final String detail;

        Malformed(String pointer, String detail) {
            super(pointer + ": " + detail);
            this.pointer = pointer;
            this.detail = detail;
        }

        String pointer() {
            return pointer;
        }

        String detail() {
            return detail;
        }
    }
}
