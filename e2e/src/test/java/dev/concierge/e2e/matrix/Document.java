package dev.concierge.e2e.matrix;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A service's OpenAPI document. */
record Document(String service, JsonNode json) {
    /** A door that no operation describes. */
    record OtherDoor(String method, String path, boolean isOpen) {}

    Stream<ApiOperation> operations() {
        return json.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(operation -> new ApiOperation(
                                this,
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                operation.getValue())));
    }

    List<OtherDoor> otherDoors() {
        return json.path("x-rules")
                .valueStream()
                .map(door -> new OtherDoor(
                        door.path("method").asString(),
                        door.path("path").asString(),
                        door.path("x-callers").isEmpty()))
                .toList();
    }

    /** Bytes that a body may have. */
    int maxBody() {
        return json.path("x-max-body").intValue();
    }

    /** The node itself, or what it refers to. */
    JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isString() ? resolved(json.at(reference.stringValue().substring(1))) : node;
    }
}
