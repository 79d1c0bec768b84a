package dev.concierge.event.imports;

import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An event as a row of CSV tells of it: its attributes are text, in columns {@code attributes.<name>}. */
final class EventRow implements Function<Map<String, String>, JsonNode> {
    private static final String ATTRIBUTE = "attributes.";

    /** An empty cell says nothing. */
    @Override
    public JsonNode apply(Map<String, String> cells) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        cells.forEach((column, cell) -> {
            if (cell.isBlank()) {
                return;
            }
            if (column.startsWith(ATTRIBUTE)) {
                event.withObjectProperty("attributes").put(column.substring(ATTRIBUTE.length()), cell);
            } else {
                event.put(column, cell);
            }
        });
        return event;
    }
}
