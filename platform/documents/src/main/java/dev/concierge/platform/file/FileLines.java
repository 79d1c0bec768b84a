package dev.concierge.platform.file;

import dev.concierge.platform.problem.InvalidInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lines of a part of a file, read one after the other: NDJSON, or CSV whose first line names the columns (RFC 4180). */
public final class FileLines {
    public static final String NDJSON = "application/x-ndjson";
    public static final String CSV = "text/csv";

    private final JsonMapper json;
    private final Function<Map<String, String>, JsonNode> row;

    /** @param row makes of a line's cells, by their columns, what a line of NDJSON would say */
    public FileLines(JsonMapper json, Function<Map<String, String>, JsonNode> row) {
        this.json = json;
        this.row = row;
    }

    /**
     * @param given what the line says; missing when it is no JSON
     */
    public record Line(long number, JsonNode given) {}

    /**
     * @param first the number of the first line of this part in the whole file, its header not counted
     * @throws InvalidInput for a body that is no CSV; the lines before were handed over
     */
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

    /**
     * Hands over what comes behind the lines that are done, in steps of so many; the last step has what is left, perhaps
     * nothing.
     *
     * @param done how many lines of the whole file were taken before
     * @throws ImportGap when lines between these and the first of this part are missing
     */
    public void readOn(String mediaType, InputStream body, long first, long done, int size, Consumer<List<Line>> step) {
        if (first > done + 1) {
            throw new ImportGap(done + 1, first);
        }
        List<Line> waiting = new ArrayList<>(size);
        read(mediaType, body, first, line -> {
            if (line.number() > done) {
                waiting.add(line);
            }
            if (waiting.size() == size) {
                step.accept(waiting);
                waiting.clear();
            }
        });
        step.accept(waiting);
    }

    /** A number or truth as it is written; what is neither stays text, and is refused where one of these belongs. */
    public static JsonNode literal(JsonMapper json, String cell) {
        JsonNode value = tree(json, cell.strip());
        return value.isNumber() || value.isBoolean()
                ? value
                : json.getNodeFactory().stringNode(cell);
    }

    private void ndjson(BufferedReader reader, long first, Consumer<Line> each) throws IOException {
        long number = first;
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            each.accept(new Line(number, tree(json, text)));
            number++;
        }
    }

    private static JsonNode tree(JsonMapper json, String text) {
        try {
            return json.readValue(text, JsonNode.class);
        } catch (JacksonException broken) {
            return json.getNodeFactory().missingNode();
        }
    }

    /** What stands behind the last column is one of its own, that nobody knows: the line is refused, and nothing lost. */
    private static Map<String, String> cells(CSVRecord record) {
        Map<String, String> cells = record.toMap();
        for (int column = record.getParser().getHeaderNames().size(); column < record.size(); column++) {
            cells.put("column " + (column + 1), record.get(column));
        }
        return cells;
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
                each.accept(new Line(number, row.apply(cells(records.next()))));
            }
        } catch (UncheckedIOException broken) {
            throw broken.getCause() instanceof CSVException ? noCsv(number) : broken;
        } catch (CSVException | IllegalArgumentException | IllegalStateException broken) {
            throw noCsv(number);
        }
    }

    private static InvalidInput noCsv(long number) {
        return new InvalidInput("", "this body", "CSV with a header line (RFC 4180), good up to line " + (number - 1));
    }
}
