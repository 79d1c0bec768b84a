package dev.concierge.testsupport;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a newer schema takes away from an older one, changes in it or asks for anew; none when it only adds. */
final class BreakingChanges {
    private static final List<String> FIXED =
            List.of("x-key", "type", "format", "pattern", "minimum", "minLength", "minItems", "$ref");

    private final List<String> found = new ArrayList<>();

    private BreakingChanges() {}

    static List<String> between(JsonNode older, JsonNode newer) {
        BreakingChanges changes = new BreakingChanges();
        changes.compareOwn("", older, newer);
        changes.compareMembers("", "$defs", older, newer);
        return changes.found;
    }

    private void compare(String at, JsonNode older, JsonNode newer) {
        compareOwn(at, older, newer);
        compareMembers(at, "properties", older, newer);
        for (String nested : List.of("items", "additionalProperties")) {
            if (older.path(nested).isObject()) {
                compare(at + "/*", older.path(nested), newer.path(nested));
            }
        }
    }

    private void compareMembers(String at, String keyword, JsonNode older, JsonNode newer) {
        older.path(keyword).properties().forEach(member -> {
            String place = at + "/" + member.getKey();
            JsonNode now = newer.path(keyword).path(member.getKey());
            if (now.isMissingNode()) {
                found.add(place + ": removed");
            } else {
                compare(place, member.getValue(), now);
            }
        });
    }

    private void compareOwn(String at, JsonNode older, JsonNode newer) {
        for (String keyword : FIXED) {
            if (!values(older.path(keyword)).equals(values(newer.path(keyword)))) {
                found.add(at + ": " + keyword + " was " + older.path(keyword) + ", is " + newer.path(keyword));
            }
        }
        lacking(newer, older, "required").forEach(field -> found.add(at + "/" + field + ": required anew"));
        lacking(older, newer, "required").forEach(field -> found.add(at + "/" + field + ": no longer required"));
        if (older.has("enum") != newer.has("enum")) {
            found.add(at + ": enum was " + older.path("enum") + ", is " + newer.path("enum"));
        } else {
            lacking(older, newer, "enum").forEach(value -> found.add(at + ": " + value + " no longer allowed"));
        }
    }

    /** What the first has under this keyword and the second has not. */
    private static Set<String> lacking(JsonNode first, JsonNode second, String keyword) {
        Set<String> lacking = values(first.path(keyword));
        lacking.removeAll(values(second.path(keyword)));
        return lacking;
    }

    private static Set<String> values(JsonNode value) {
        Set<String> values = new HashSet<>();
        if (value.isArray()) {
            value.forEach(each -> values.add(each.asString()));
        } else if (!value.isMissingNode()) {
            values.add(value.asString());
        }
        return values;
    }
}
