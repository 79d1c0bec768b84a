package dev.concierge.e2e.matrix;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is wrong with the body of one operation: with the whole of it, and with each field in turn. */
record BodyProbes(Callers callers, Paths paths, Samples samples) {
    private static final int DEEP = 2_000;

    List<Probe> of(ApiOperation operation) {
        if (!operation.hasBody()) {
            return List.of();
        }
        Call call = callers.let(operation, paths.known(operation));
        if (operation.file() != null) {
            return notOfItsType(call);
        }
        List<Probe> probes = new ArrayList<>(whole(operation, call));
        Optional<JsonNode> body = samples.body(operation);
        if (body.isPresent()) {
            probes.add(Probe.of(
                    "a good body as text/plain",
                    call.body("text/plain", body.get().toString()),
                    415));
            probes.add(Probe.of("a good body and more", call.json(body.get() + " {}"), 400));
            new FieldFaults(operation.document(), samples)
                    .in(schema(operation, body.get()), body.get())
                    .forEach(fault -> probes.add(Probe.fault(
                            fault.pointer(),
                            fault.what(),
                            call.json(fault.body().toString()))));
        }
        return probes;
    }

    /** A body that the service reads by hand is documented by an example alone, which shows the types of its fields. */
    private static JsonNode schema(ApiOperation operation, JsonNode example) {
        JsonNode schema = operation.bodySchema();
        if (!schema.path("properties").isEmpty()) {
            return schema;
        }
        ObjectNode shown = JsonNodeFactory.instance.objectNode().put("additionalProperties", true);
        ObjectNode properties = shown.putObject("properties");
        example.propertyStream()
                .forEach(field -> properties.putObject(field.getKey()).put("type", type(field.getValue())));
        return shown;
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "array";
            case OBJECT -> "object";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            default -> "string";
        };
    }

    /** What a file may hold is its own service's to try; a small one is good as it is. */
    private static List<Probe> notOfItsType(Call call) {
        return List.of(
                Probe.of("JSON instead of a file", call.json("{}"), 415),
                Probe.of("another media type", call.body("application/xml", "<a/>"), 415),
                Probe.of("nothing", call, 415));
    }

    private static List<Probe> whole(ApiOperation operation, Call call) {
        String tooLong = " ".repeat(operation.document().maxBody() + 1);
        List<Probe> probes = new ArrayList<>(List.of(
                Probe.of("no JSON", call.json("{\"a\": "), 400),
                Probe.of("an array", call.json("[]"), 400),
                Probe.of("a number", call.json("7"), 400),
                Probe.of("deep nesting", call.json("{\"a\":" + "[".repeat(DEEP) + "]".repeat(DEEP) + "}"), 400),
                Probe.of("bytes that are no UTF-8", call.json("{\"ÿ\": 1}").in(StandardCharsets.ISO_8859_1), 400),
                Probe.of("too long", call.json(tooLong), 413),
                Probe.of("another media type", call.body("application/xml", "<a/>"), 415)));
        if (operation.needsBody()) {
            probes.add(Probe.of("empty", call.json(""), 400));
            probes.add(Probe.of("null", call.json("null"), 400));
        }
        return probes;
    }
}
