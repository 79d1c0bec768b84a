package dev.concierge.curator.experience;

import dev.concierge.platform.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** In what two requests differ. */
final class Differences {
    private Differences() {}

    /**
     * The places that differ and are neither among nor below those that may.
     *
     * @param open JSON Pointers
     */
    static List<FieldError> outside(JsonNode before, JsonNode after, List<String> open) {
        List<FieldError> found = new ArrayList<>();
        collect("", before, after, open, found);
        return found;
    }

    private static void collect(String at, JsonNode before, JsonNode after, List<String> open, List<FieldError> found) {
        if (before.equals(after) || open.contains(at)) {
            return;
        }
        boolean leadsThere = open.stream().anyMatch(pointer -> pointer.startsWith(at + "/"));
        if (!leadsThere || !before.isObject() || !after.isObject()) {
            found.add(new FieldError(
                    at, "changed (expected: as it was; only " + String.join(", ", open) + " may change)"));
            return;
        }
        TreeSet<String> names = new TreeSet<>(before.propertyNames());
        names.addAll(after.propertyNames());
        names.forEach(name -> collect(at + "/" + name, before.path(name), after.path(name), open, found));
    }
}
