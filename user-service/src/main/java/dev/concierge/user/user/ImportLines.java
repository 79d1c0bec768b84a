package dev.concierge.user.user;

import dev.concierge.platform.problem.InvalidInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The lines of a part of a file, read one after the other: NDJSON, or CSV whose first line names the columns (RFC 4180). */
final class ImportLines {
    static final String NDJSON = "application/x-ndjson";
    static final String CSV = "text/csv";
    private static final String ATTRIBUTE = "attributes.";

    private final JsonMapper json;

    ImportLines(JsonMapper json) {
        this.json = json;
    }

    /**
     * A guest's line.
     *
     * @param given what it says; anything but an object is no guest
     */
    record Line(long number, JsonNode given) {}

    /** @param first the number of the first line of this part in the whole file, its header not counted */
    void read(String mediaType, InputStream body, long first, Consumer<Line> each) {
        BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        try {
            if (mediaType.startsWith(CSV)) {
                csv(reader, first, each);
            } else {
                ndjson(reader, first, each);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void ndjson(BufferedReader reader, long first, Consumer<Line> each) throws IOException {
        long number = first;
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            each.accept(new Line(number, tree(text)));
            number++;
        }
    }

    private JsonNode tree(String text) {
        try {
            return json.readValue(text, JsonNode.class);
        } catch (JacksonException broken) {
            return json.getNodeFactory().missingNode();
        }
    }

    private void csv(BufferedReader reader, long first, Consumer<Line> each) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get();
        long number = first;
        try (CSVParser parser = CSVParser.parse(reader, format)) {
            for (Iterator<CSVRecord> records = parser.iterator(); records.hasNext(); number++) {
                each.accept(new Line(number, guest(records.next().toMap())));
            }
        } catch (UncheckedIOException | IllegalArgumentException | IllegalStateException broken) {
            throw new InvalidInput(
                    "", "this body", "CSV with a header line (RFC 4180), good up to line " + (number - 1));
        }
    }

    /** An empty cell says nothing. */
    private ObjectNode guest(Map<String, String> cells) {
        ObjectNode guest = json.createObjectNode();
        cells.forEach((column, cell) -> {
            if (!cell.isBlank()) {
                switch (column) {
                    case "isActive" -> guest.set(column, literal(cell));
                    case "lat", "lon" -> guest.withObjectProperty("geolocation").set(column, literal(cell));
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

    /** A number or truth as it is written; what is neither stays text, and is refused where one of these belongs. */
    private JsonNode literal(String cell) {
        JsonNode value = tree(cell.strip());
        return value.isNumber() || value.isBoolean()
                ? value
                : json.getNodeFactory().stringNode(cell);
    }
}
