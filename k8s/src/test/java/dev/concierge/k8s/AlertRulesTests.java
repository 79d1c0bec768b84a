package dev.concierge.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The alert rules as Prometheus itself reads and evaluates them; skipped by name where there is no promtool. */
class AlertRulesTests {
    private static final Optional<String> PROMTOOL = Stream.of(
                    System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .map(folder -> Path.of(folder, "promtool"))
            .filter(Files::isExecutable)
            .map(Path::toString)
            .findFirst();

    @BeforeEach
    void whereThereIsPromtool() {
        assumeTrue(
                PROMTOOL.isPresent() || System.getenv("CI") != null,
                "no promtool on the PATH (expected: Debian's package prometheus)");
    }

    @Test
    void prometheusReadsTheRules() throws Exception {
        assertThat(promtool("check", "rules", "k8s/chart/files/alerts.yaml")).contains("SUCCESS");
    }

    @Test
    void oneFaultFiresWhatItShould() throws Exception {
        assertThat(promtool("test", "rules", "k8s/src/test/resources/alerts-test.yaml"))
                .contains("SUCCESS")
                .doesNotContain("FAILED");
    }

    private static String promtool(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Stream.concat(PROMTOOL.stream(), Stream.of(words)).toList())
                .directory(Sources.ROOT.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
