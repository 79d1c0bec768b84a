package dev.concierge.hub.delivery.suppression;

import dev.concierge.platform.problem.InvalidInput;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lines of an import, as CSV with a header (RFC 4180) or as NDJSON. */
final class ImportLines {
    static final String NDJSON = "application/x-ndjson";
    static final String CSV = "text/csv";
    private static final int MOST = 20_000;

    private ImportLines() {}

    /** One of them, by field; a field that is not there is not in it. */
    record Line(int number, Map<String, String> fields) {
        String required(String name, String expectation) {
            String value = fields.get(name);
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException(name + ": nothing (expected: " + expectation + ")");
            }
            return value.strip();
        }

        String orElse(String name, String otherwise) {
            String value = fields.get(name);
            return value == null || value.isBlank() ? otherwise : value.strip();
        }
    }

    static List<Line> of(String mediaType, String body, JsonMapper json) {
        List<Line> lines = mediaType.startsWith(CSV) ? csv(body) : ndjson(body, json);
        if (lines.size() > MOST) {
            throw new InvalidInput("", lines.size() + " lines", "at most " + MOST);
        }
        return lines;
    }

    private static List<Line> csv(String body) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(body), format)) {
            List<Line> lines = new ArrayList<>();
            for (CSVRecord record : parser) {
                lines.add(new Line((int) parser.getCurrentLineNumber(), record.toMap()));
            }
            return lines;
        } catch (IOException | UncheckedIOException | IllegalArgumentException broken) {
            throw new InvalidInput("", "this body", "CSV with a header line (RFC 4180)");
        }
    }

    private static List<Line> ndjson(String body, JsonMapper json) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String text : body.split("\n", -1)) {
            number++;
            if (!text.isBlank()) {
                lines.add(new Line(number, fields(text, number, json)));
            }
        }
        return lines;
    }

    private static Map<String, String> fields(String text, int number, JsonMapper json) {
        try {
            JsonNode node = json.readTree(text);
            Map<String, String> fields = new LinkedHashMap<>();
            node.properties().forEach(field -> {
                if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                    fields.put(field.getKey(), field.getValue().asString());
                }
            });
            return fields;
        } catch (JacksonException | NumberFormatException broken) { // the latter of an exponent beyond any number
            throw new InvalidInput("", "line " + number, "a JSON object");
        }
    }
}
