package dev.concierge.localstack.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is to be done for one thing of a bundle.
 *
 * @param at where the fleet has it; empty for one that it has not
 * @param tag of it as it was looked at; empty for one that is not there
 * @param changes of the definition, by JSON Pointers
 */
public record Step(Bundle.Definition wanted, Action action, String at, String tag, List<String> changes) {
    /** Ways to make a thing as its file says. */
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
        boolean isJourney = wanted.kind() == Bundle.Kind.JOURNEY;
        String name = isJourney ? wanted.id() : wanted.kind().word() + " " + wanted.id();
        List<String> lines = new ArrayList<>();
        lines.add(
                switch (action) {
                    case CREATE -> "+ " + name + (isJourney ? ": create and publish" : ": create");
                    case REVISE -> "~ " + name + (isJourney ? ": new version, published" : ": change");
                    case PUBLISH -> "~ " + name + ": publish the latest version";
                    case BLOCKED -> "! " + name + ": was archived; give it another id";
                    case NOTHING -> "= " + name + ": as it is";
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
