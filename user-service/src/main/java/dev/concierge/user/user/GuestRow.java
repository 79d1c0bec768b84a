package dev.concierge.user.user;

import dev.concierge.platform.file.FileLines;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A guest as a row of CSV tells of them. */
final class GuestRow implements Function<Map<String, String>, JsonNode> {
    private static final String ATTRIBUTE = "attributes.";

    private final JsonMapper json;

    GuestRow(JsonMapper json) {
        this.json = json;
    }

    /** An empty cell says nothing. */
    @Override
    public JsonNode apply(Map<String, String> cells) {
        ObjectNode guest = json.createObjectNode();
        cells.forEach((column, cell) -> {
            if (!cell.isBlank()) {
                switch (column) {
                    case "isActive" -> guest.set(column, FileLines.literal(json, cell));
                    case "lat", "lon" ->
                        guest.withObjectProperty("geolocation").set(column, FileLines.literal(json, cell));
                    case "personalAttributes" -> {
                        for (String name : cell.split("\\|", -1)) {
                            guest.withArrayProperty(column).add(name.strip());
                        }
                    }
                    default -> {
                        if (column.startsWith(ATTRIBUTE)) {
                            guest.withObjectProperty("attributes").put(column.substring(ATTRIBUTE.length()), cell);
                        } else {
                            guest.put(column, cell);
                        }
                    }
                }
            }
        });
        return guest;
    }
}
