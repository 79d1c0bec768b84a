package dev.concierge.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is measured, what is documented and what the dashboards ask for are the same names. */
class MetricsFlowTests {
    private static final String OURS = "(?:outbox|consumer|effect|idempotency)_[a-z_]+";
    private static final Path ROOT = Path.of("..", "..");

    private final Greetings greetings = new Greetings();
    private final Things things = new Things();
    private final Pod pod = Pod.of(things.environment())
            .with(greetings)
            .subscribing(things::subscription)
            .start();

    @AfterEach
    void stop() {
        greetings.hold.countDown();
        pod.close();
    }

    @Test
    void everyMeterIsDocumentedAndEveryDocumentedOneExists() {
        Path page = ROOT.resolve(Path.of("platform", "web", "docs", "observability.md"));

        assertThat(matches("(?m)^\\| `(" + OURS + ")`", read(page))).isEqualTo(measured());
    }

    @Test
    void dashboardsAndAlertsAskForWhatIsMeasured() throws IOException {
        Path chart = ROOT.resolve("k8s").resolve("chart");
        try (Stream<Path> dashboards = Files.list(chart.resolve("dashboards"))) {
            String asked = Stream.concat(
                            dashboards, Stream.of(chart.resolve("files").resolve("alerts.yaml")))
                    .map(MetricsFlowTests::read)
                    .collect(Collectors.joining());

            assertThat(matches("\\b(" + OURS + ")\\b(?=[{\\[)])", asked))
                    .contains("outbox_oldest_age_seconds", "consumer_lag", "effect_pending")
                    .isSubsetOf(measured());
        }
    }

    /** The names that a scrape answers. */
    private Set<String> measured() {
        return matches(
                "(?m)^(" + OURS + ")[{ ]",
                pod.bean(PrometheusMeterRegistry.class).scrape());
    }

    private static Set<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
