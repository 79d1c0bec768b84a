package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP contracts in the hands of another language: a JavaScript engine and a stock JSON Schema validator. */
class HttpContractTests {
    private static final Path SOURCE = Path.of("src/test/js");
    private static final Path FOLDER = Path.of("target/js");
    private static final int PATIENCE_SECONDS = 120;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> SAMPLES = List.of(
            "",
            "a",
            "a\n",
            "\n",
            "a\u0001",
            "\u0085",
            "Zoë",
            "😀",
            "😀".repeat(64),
            "😀".repeat(65),
            "a".repeat(101),
            "A-b_9",
            "-a",
            "22:00",
            "24:00",
            "22:00\n",
            "٢٢:٠٠",
            "+49 30 1234567",
            "ada@example.com",
            "ada",
            "a b@c.d",
            "\u2028");

    private static final List<JsonNode> said = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException, InterruptedException {
        install();
        try (Stream<Path> files = Files.list(RepositoryFolder.find().resolve("contracts/http"))) {
            said.addAll(said("contracts.out", files.sorted().toList()));
        }
    }

    private static List<JsonNode> said(String name, List<Path> documents) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", "contracts.mjs"));
        documents.stream().map(Path::toAbsolutePath).map(Path::toString).forEach(command::add);
        Path output = FOLDER.resolve(name);
        ProcessBuilder node = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        node.environment().put("SAMPLES", JSON.writeValueAsString(SAMPLES));
        end(node, output);
        return Files.readAllLines(output, StandardCharsets.UTF_8).stream()
                .map(line -> JSON.readTree(line))
                .toList();
    }

    @Test
    void patternsAreEcmaScriptAndAnchoredAndExamplesAreValid() {
        assertThat(said).isNotEmpty();
        assertThat(said).filteredOn(line -> line.has("fault")).isEmpty();
        assertThat(said.stream()
                        .mapToInt(line -> line.path("examples").asInt(0))
                        .sum())
                .as("examples that went through a generated client")
                .isGreaterThan(50);
    }

    /** One fault in each place where there are examples or patterns, beside an example that is right. */
    @Test
    void whatIsWrongInADocumentIsFound() throws IOException, InterruptedException {
        Path planted = FOLDER.resolve("planted.json");
        Files.writeString(planted, """
                {"paths": {"/a": {"post": {
                    "parameters": [{"name": "p", "in": "query", "example": 5,
                        "schema": {"type": "integer", "maximum": 4}}],
                    "requestBody": {"content": {"application/json": {
                        "schema": {"$ref": "#/components/schemas/A"},
                        "examples": {"right": {"value": {"day": "2030-01-01"}}, "wrong": {"value": {"day": "soon"}}}}}},
                    "responses": {"200": {"content": {"application/json": {
                        "schema": {"$ref": "#/components/schemas/A"}, "example": {}}}}}}}},
                 "components": {"schemas": {
                    "A": {"type": "object", "required": ["day"],
                        "properties": {"day": {"type": "string", "format": "date"}}},
                    "B": {"type": "string", "pattern": "^[a-z]{1,3}$", "examples": ["abc", "abcd"]},
                    "C": {"type": "string", "pattern": "^[a-z]"}}}}
                """);
        Path unreadable = FOLDER.resolve("unreadable.json");
        Files.writeString(unreadable, """
                {"components": {"schemas": {"D": {"type": "string", "pattern": "^[a-z]++$", "example": "d"}}}}
                """);

        List<JsonNode> found = said("planted.out", List.of(planted, unreadable));

        assertThat(found)
                .filteredOn(line -> line.has("fault"))
                .extracting(line -> line.path("at").asString())
                .containsExactlyInAnyOrder(
                        "#/paths/~1a/post/parameters/0",
                        "#/paths/~1a/post/requestBody/content/application~1json",
                        "#/paths/~1a/post/responses/200/content/application~1json",
                        "#/components/schemas/B",
                        "#/components/schemas/C",
                        "#/components/schemas/D",
                        "#");
        assertThat(found)
                .filteredOn(line -> line.path("at").asString("").endsWith("/B"))
                .singleElement()
                .satisfies(line -> assertThat(line.path("fault").asString()).endsWith(": \"abcd\""));
    }

    @Test
    void patternsMeanTheSameToClientsAndToUs() {
        assertThat(said)
                .filteredOn(line -> line.has("pattern"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(Pattern.matches(
                                line.path("pattern").stringValue(),
                                line.path("text").stringValue()))
                        .as(line.toString())
                        .isEqualTo(line.path("matches").booleanValue()));
    }

    /** Once per lock file: node_modules stays in target. */
    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        for (String file : List.of("contracts.mjs", "package.json", "package-lock.json")) {
            Files.copy(SOURCE.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Path installed = FOLDER.resolve("installed-lock.json");
        Path lock = SOURCE.resolve("package-lock.json");
        if (Files.exists(installed) && Files.mismatch(installed, lock) < 0) {
            return;
        }
        Path log = FOLDER.resolve("npm.log");
        end(
                new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                        .directory(FOLDER.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile()),
                log);
        Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void end(ProcessBuilder command, Path output) throws IOException, InterruptedException {
        Process process = started(command);
        boolean done = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(done && process.exitValue() == 0)
                .as("%s: %s", command.command().getFirst(), Files.readString(output))
                .isTrue();
    }

    private static Process started(ProcessBuilder command) {
        try {
            return command.start();
        } catch (IOException e) {
            throw new AssertionError(
                    command.command().getFirst()
                            + " does not start: this test needs Node.js 20 or newer with npm on the PATH",
                    e);
        }
    }
}
