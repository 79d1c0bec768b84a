package dev.concierge.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code --record} keeps, and what is kept already in {@code bench/results}. */
class ResultsTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path COMMITTED = Path.of("results");

    @TempDir
    Path folder;

    @Test
    void eachCommittedLineIsAFigureWithAllItsFields() throws IOException {
        for (Path file : committed()) {
            assertThat(file.getFileName().toString()).endsWith(".jsonl");
            List<String> lines = Files.readAllLines(file);
            assertThat(lines).as(file.toString()).isNotEmpty().allSatisfy(ResultsTests::isFigure);
        }
    }

    @Test
    void whatIsRecordedStandsBehindWhatWasThere() throws IOException {
        Path file = folder.resolve("results/ingest-effect.jsonl");
        assertThat(report(Figure.alone("p50", 1.5, "ms", 1, "abc")).record(file))
                .isEqualTo(1);
        assertThat(report(Figure.beside("p50", 1, "ms", "peer", 2, 1, "def"), Figure.alone("p99", 3, "ms", 1, "def"))
                        .record(file))
                .isEqualTo(2);

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(3).allSatisfy(ResultsTests::isFigure);
        assertThat(lines.stream().map(line -> JSON.readTree(line).path("commit").asString()))
                .containsExactly("abc", "def", "def");
        assertThat(JSON.readTree(lines.get(1)).path("ratio").asDouble()).isEqualTo(0.5);
    }

    @Test
    void aRunWithoutFiguresLeavesNoFile() throws IOException {
        Path file = folder.resolve("none.jsonl");

        assertThat(report().record(file)).isZero();
        assertThat(file).doesNotExist();
    }

    @Test
    void aLineThatLacksAFieldOrAPeersValueIsNoFigure() {
        String whole = "{'name':'a','value':1,'unit':'ms','peer':'b','peerValue':2,'ratio':0.5,'seed':1,'commit':'c'}"
                .replace('\'', '"');
        isFigure(whole);

        assertThatThrownBy(() -> isFigure(whole.replace(",\"seed\":1", ""))).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> isFigure(whole.replace("\"ratio\":0.5", "\"ratio\":null")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> isFigure(whole.replace("\"commit\":\"c\"", "\"commit\":\"\"")))
                .isInstanceOf(AssertionError.class);
    }

    private static void isFigure(String line) {
        JsonNode figure = JSON.readTree(line);
        assertThat(figure.propertyNames())
                .containsExactlyInAnyOrder("name", "value", "unit", "peer", "peerValue", "ratio", "seed", "commit");
        assertThat(figure.path("name").asString()).isNotBlank();
        assertThat(figure.path("value").isNumber()).isTrue();
        assertThat(figure.path("unit").asString()).isNotBlank();
        assertThat(figure.path("seed").isIntegralNumber()).isTrue();
        assertThat(figure.path("commit").asString()).isNotBlank().isNotEqualTo("unknown");
        boolean isAlone = figure.path("peer").isNull();
        assertThat(figure.path("peerValue").isNumber()).isEqualTo(!isAlone);
        assertThat(figure.path("ratio").isNumber()).isEqualTo(!isAlone);
    }

    private static Report report(Figure... figures) {
        Report report =
                new Report(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), true);
        Stream.of(figures).forEach(report::add);
        return report;
    }

    private static List<Path> committed() throws IOException {
        if (!Files.exists(COMMITTED)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(COMMITTED)) {
            return files.toList();
        }
    }
}
