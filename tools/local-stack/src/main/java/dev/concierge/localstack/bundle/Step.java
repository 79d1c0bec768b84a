package dev.concierge.localstack.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is to be done for one journey.
 *
 * @param tag of the journey as it was looked at; empty for one that is not there
 * @param changes of the definition, by JSON Pointers
 */
public record Step(String journeyId, Action action, JsonNode given, String tag, List<String> changes) {
    /** Ways to make a journey as its file says. */
    public enum Action {
        CREATE,
        REVISE,
        PUBLISH,
        /** It was archived, which is for good. */
        BLOCKED,
        NOTHING
    }

    /** As people read it. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(
                switch (action) {
                    case CREATE -> "+ " + journeyId + ": create and publish";
                    case REVISE -> "~ " + journeyId + ": new version, published";
                    case PUBLISH -> "~ " + journeyId + ": publish the latest version";
                    case BLOCKED -> "! " + journeyId + ": was archived; give it another id";
                    case NOTHING -> "= " + journeyId + ": as it is";
                });
        changes.forEach(change -> lines.add("    " + change));
        return lines;
    }

    static List<String> changes(@Nullable JsonNode from, @Nullable JsonNode to) {
        List<String> changes = new ArrayList<>();
        compare("", from, to, changes);
        return List.copyOf(changes);
    }

    private static void compare(String at, @Nullable JsonNode from, @Nullable JsonNode to, List<String> changes) {
        if (from != null && to != null && from.isObject() && to.isObject()) {
            TreeSet<String> names = new TreeSet<>(from.propertyNames());
            names.addAll(to.propertyNames());
            names.forEach(name -> compare(at + "/" + name, from.get(name), to.get(name), changes));
        } else if (from == null) {
            changes.add("+ " + at + ": " + to);
        } else if (to == null) {
            changes.add("- " + at + ": " + from);
        } else if (!from.equals(to)) {
            changes.add("~ " + at + ": " + from + " -> " + to);
        }
    }
}
