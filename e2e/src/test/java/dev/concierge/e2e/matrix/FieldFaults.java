package dev.concierge.e2e.matrix;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Bodies with one fault each: a wrong type, a broken constraint, a missing or unknown field. */
record FieldFaults(Document document, Samples samples, BadValues badValues) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String UNKNOWN = "noSuchField";

    FieldFaults(Document document, Samples samples) {
        this(document, samples, new BadValues(document));
    }

    record Fault(String pointer, String what, JsonNode body) {}

    /** @param good a body without faults */
    List<Fault> in(JsonNode schema, JsonNode good) {
        return good instanceof ObjectNode object ? faults(schema, object, "").toList() : List.of();
    }

    private Stream<Fault> faults(JsonNode schema, ObjectNode good, String at) {
        JsonNode properties = schema.path("properties");
        if (properties.isEmpty()) {
            return Stream.empty();
        }
        Stream<Fault> unknown = schema.path("additionalProperties").asBoolean(false)
                ? Stream.empty()
                : Stream.of(new Fault(at + "/" + UNKNOWN, "unknown", changed(good, UNKNOWN, JSON.numberNode(1))));
        Stream<Fault> missing = schema.path("required")
                .valueStream()
                .map(JsonNode::asString)
                .flatMap(name -> Stream.of(
                        new Fault(at + "/" + name, "missing", without(good, name)),
                        new Fault(at + "/" + name, "null", changed(good, name, JSON.nullNode()))));
        Stream<Fault> wrong = properties
                .propertyStream()
                .flatMap(property -> property(property.getKey(), property.getValue(), good, at));
        return Stream.of(unknown, missing, wrong).flatMap(faults -> faults);
    }

    private Stream<Fault> property(String name, JsonNode unresolved, ObjectNode good, String at) {
        JsonNode schema = document.resolved(unresolved);
        Stream<Fault> own = badValues.of(schema).entrySet().stream()
                .map(value -> new Fault(at + "/" + name, value.getKey(), changed(good, name, value.getValue())));
        if (!schema.path("properties").isObject()) {
            return own;
        }
        ObjectNode inner = samples.required(schema);
        return Stream.concat(
                own,
                faults(schema, inner, at + "/" + name)
                        .map(fault -> new Fault(fault.pointer(), fault.what(), changed(good, name, fault.body()))));
    }

    private static ObjectNode changed(ObjectNode good, String name, JsonNode value) {
        ObjectNode changed = good.deepCopy();
        changed.set(name, value);
        return changed;
    }

    private static ObjectNode without(ObjectNode good, String name) {
        ObjectNode changed = good.deepCopy();
        changed.remove(name);
        return changed;
    }
}
