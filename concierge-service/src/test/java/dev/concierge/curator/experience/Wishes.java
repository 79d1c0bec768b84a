package dev.concierge.curator.experience;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bodies of {@code POST /experiences}. */
final class Wishes {
    private Wishes() {}

    static Map<String, Object> named(String name) {
        return at("harbour", name);
    }

    static Map<String, Object> at(String business, String name) {
        return with(business, name, offer());
    }

    static Map<String, Object> with(String business, String name, Map<String, Object> offer) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("businessId", business);
        body.put("locationId", "pier");
        body.put(
                "experience",
                Map.of("name", name, "description", "Two hours on the bay.", "topics", List.of("sailing")));
        body.put(
                "resource",
                Map.of(
                        "units",
                        List.of(Map.of("unitId", "sloop", "name", "Sloop", "capacity", 1)),
                        "resources",
                        List.of(Map.of("type", "boat", "data", Map.of("colour", "red"))),
                        "offer",
                        offer));
        return body;
    }

    /** Of a unit that comes with it, for an offer of units that may have been there. */
    static Map<String, Object> selling(String name, String brought, String... offered) {
        Map<String, Object> body = named(name);
        Map<String, Object> terms = new LinkedHashMap<>(offer());
        terms.put("requires", List.of(Map.of("anyOf", List.of(offered), "shared", false)));
        body.put(
                "resource",
                Map.of("units", List.of(Map.of("unitId", brought, "name", "Unit", "capacity", 1)), "offer", terms));
        return body;
    }

    static Map<String, Object> owned(String name, String guest) {
        Map<String, Object> body = named(name);
        body.put("owner", guest);
        return body;
    }

    /** With a resource of a type. */
    static Map<String, Object> bringing(String name, String type) {
        Map<String, Object> body = named(name);
        body.put(
                "resource",
                Map.of("resources", List.of(Map.of("type", type, "data", Map.of("for", "Ada"))), "offer", offer()));
        return body;
    }

    /** With images of the experience and of its boat. */
    static Map<String, Object> pictured(String name, String image, String boat) {
        Map<String, Object> body = named(name);
        body.put("experience", Map.of("name", name, "images", List.of(image)));
        body.put(
                "resource",
                Map.of(
                        "resources",
                        List.of(Map.of("type", "boat", "data", Map.of("colour", "red"), "images", List.of(boat))),
                        "offer",
                        offer()));
        return body;
    }

    static Map<String, Object> offer() {
        return Map.of(
                "step",
                "PT30M",
                "price",
                Map.of(
                        "currency",
                        "EUR",
                        "charges",
                        List.of(Map.of("name", "Tour", "per", "BOOKING", "amount", 9_900))));
    }
}
