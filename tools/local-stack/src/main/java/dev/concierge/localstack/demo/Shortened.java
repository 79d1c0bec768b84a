package dev.concierge.localstack.demo;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A journey as it is, but for its times: what takes days takes a second, and windows are always open. It listens to
 * events of the demo's own, so that no other guest comes in and what only the platform may tell can be told.
 */
final class Shortened {
    private static final String PREFIX = "demo-";
    private static final String A_MOMENT = "PT1S";
    private static final List<String> EVENTS = List.of("on", "event");

    private Shortened() {}

    static String id(String template) {
        return PREFIX + template;
    }

    /** The name under which the demo tells an event. */
    static String event(String name) {
        return "demo_" + name.replace('.', '_').replace('-', '_');
    }

    /** @param timeout of each wait */
    static JsonNode of(JsonNode template, String timeout) {
        ObjectNode copy = template.deepCopy().asObject();
        String id = copy.path("journeyId").asString();
        copy.put("journeyId", id(id)).put("name", "Demo: " + copy.path("name").asString(id));
        rename(copy);
        copy.path("nodes").forEach(node -> shorten(node.asObject(), timeout));
        return copy;
    }

    private static void rename(JsonNode part) {
        if (part instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (EVENTS.contains(field.getKey()) && field.getValue().isString()) {
                    object.put(field.getKey(), event(field.getValue().asString()));
                } else {
                    rename(field.getValue());
                }
            });
        } else if (part instanceof ArrayNode array) {
            array.forEach(Shortened::rename);
        }
    }

    private static void shorten(ObjectNode node, String timeout) {
        node.remove(List.of("window", "expiresAfter"));
        Map<String, String> times = Map.of("delay", A_MOMENT, "timeout", timeout);
        times.forEach((name, time) -> {
            if (node.path(name).isString()) {
                node.put(name, time);
            }
        });
        if (node.path("until").has("time") && !node.path("until").has("attribute")) {
            node.remove("until");
            node.put("delay", A_MOMENT);
        }
    }
}
