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
        List<String> command = new ArrayList<>(List.of("node", "contracts.mjs"));
        try (Stream<Path> files = Files.list(RepositoryFolder.find().resolve("contracts/http"))) {
            files.map(Path::toAbsolutePath).map(Path::toString).sorted().forEach(command::add);
        }
        Path output = FOLDER.resolve("contracts.out");
        ProcessBuilder node = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        node.environment().put("SAMPLES", JSON.writeValueAsString(SAMPLES));
        end(node, output);
        Files.readAllLines(output, StandardCharsets.UTF_8).forEach(line -> said.add(JSON.readTree(line)));
    }

    @Test
    void patternsAreEcmaScriptAndAnchoredAndExamplesAreValid() {
        assertThat(said).isNotEmpty();
        assertThat(said).filteredOn(line -> line.has("fault")).isEmpty();
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
