package dev.concierge.journey.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is not the same in two versions of a definition.
 *
 * @param at JSON Pointer
 * @param from null when it was added
 * @param to null when it was removed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Difference(
        String at, @Nullable JsonNode from, @Nullable JsonNode to) {
    /** In the order of the pointers; lists are compared as a whole. */
    static List<Difference> between(JsonNode from, JsonNode to) {
        List<Difference> found = new ArrayList<>();
        compare("", from, to, found);
        return List.copyOf(found);
    }

    private static void compare(String at, @Nullable JsonNode from, @Nullable JsonNode to, List<Difference> found) {
        if (from != null && to != null && from.isObject() && to.isObject()) {
            TreeSet<String> names = new TreeSet<>(from.propertyNames());
            names.addAll(to.propertyNames());
            names.forEach(name -> compare(
                    at + "/" + name.replace("~", "~0").replace("/", "~1"), from.get(name), to.get(name), found));
        } else if (from == null || !from.equals(to)) {
            found.add(new Difference(at, from, to));
        }
    }
}
