package dev.concierge.platform.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FileLinesTests {
    private static final JsonMapper JSON = JsonMapper.shared();
    private final FileLines lines = new FileLines(JSON, JSON::valueToTree);

    @Test
    void linesAreCountedInTheWholeFileAndWhatIsNoJsonIsALineToo() {
        assertThat(read(FileLines.NDJSON, 41, "{\"a\":1}\nno\n\n[7]"))
                .containsExactly("41 {\"a\":1}", "42 ", "43 ", "44 [7]");
    }

    @Test
    void rowsAreCountedWithoutTheirHeader() {
        assertThat(read("text/csv;charset=utf-8", 1, "a,b\r\n1,\"x\r\ny\"\r\n2,\r\n"))
                .containsExactly("1 {\"a\":\"1\",\"b\":\"x\\r\\ny\"}", "2 {\"a\":\"2\",\"b\":\"\"}");
    }

    @Test
    void cellsBehindTheLastColumnAreNotLost() {
        assertThat(read(FileLines.CSV, 1, "a,b\n1,2,3,\n4\n"))
                .containsExactly("1 {\"a\":\"1\",\"b\":\"2\",\"column 3\":\"3\",\"column 4\":\"\"}", "2 {\"a\":\"4\"}");
    }

    @Test
    void aFileThatEndsInAQuoteSaysUpToWhereItWasGood() {
        assertThatThrownBy(() -> read(FileLines.CSV, 1, "a\n1\n\"open"))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused ->
                                assertThat(refused.errors().getFirst().detail()).contains("good up to line 1"));
    }

    /** Such as one that is longer than may be: the file is not at fault. */
    @Test
    void aBodyThatCannotBeReadIsNoFileThatIsNoCsv() {
        for (String mediaType : List.of(FileLines.CSV, FileLines.NDJSON)) {
            InputStream tooLong = new SequenceInputStream(
                    new ByteArrayInputStream("a\n1\n".getBytes(StandardCharsets.UTF_8)), new InputStream() {
                        @Override
                        public int read() throws IOException {
                            throw new IOException("too long");
                        }
                    });

            assertThatThrownBy(() -> lines.read(mediaType, tooLong, 1, _ -> {}))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasRootCauseMessage("too long");
        }
    }

    @Test
    void aHeaderThatIsNoCsvIsTheSendersFault() {
        assertThatThrownBy(() -> read(FileLines.CSV, 1, "\"a\"b\n1\n")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void readingOnPassesWhatIsDoneAndTakesStepByStep() {
        List<String> steps = new ArrayList<>();

        lines.readOn(
                FileLines.NDJSON,
                new ByteArrayInputStream("1\n2\n3\n4\n5\n6".getBytes(StandardCharsets.UTF_8)),
                11,
                12,
                2,
                step -> steps.add(
                        step.stream().map(line -> String.valueOf(line.number())).collect(Collectors.joining(" "))));

        assertThat(steps).containsExactly("13 14", "15 16", "");
    }

    @Test
    void aPartThatLeavesLinesOutIsRefusedBeforeAnythingIsTaken() {
        assertThatThrownBy(() -> lines.readOn(
                        FileLines.NDJSON,
                        new ByteArrayInputStream("1".getBytes(StandardCharsets.UTF_8)),
                        5,
                        3,
                        2,
                        _ -> {
                            throw new AssertionError("nothing is to be taken");
                        }))
                .isInstanceOf(ImportGap.class);
    }

    @Test
    void aRefusedLineIsKeptWithoutItsValues() {
        RefusedLine refused = RefusedLine.of(
                3,
                List.of(
                        new FieldError("/email", "\"(expected: x\" (expected: an address)"),
                        new FieldError("", "odd")));

        assertThat(refused.errors())
                .containsExactly(new FieldError("/email", "expected: an address"), new FieldError("", "odd"));
    }

    private List<String> read(String type, long first, String text) {
        List<String> read = new ArrayList<>();
        lines.read(
                type,
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                first,
                line -> read.add(line.number() + " " + line.given().toString()));
        return read;
    }
}
