package dev.concierge.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.topic.Topic;
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
            .owning(Topic.log("things"))
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

            assertThat(matches("\\b(" + OURS + "?)(?:_(?:bucket|count|sum|max))?\\b(?=[{\\[)])", asked))
                    .contains("outbox_oldest_age_seconds", "consumer_lag", "effect_pending")
                    .isSubsetOf(measured());
        }
    }

    @Test
    void whatWaitsWhileTheDatabaseIsAwayGrowsOld() {
        things.outages.set(Integer.MAX_VALUE);
        Things.append(pod, "a", 1, 3);
        await().untilAsserted(
                        () -> assertThat(value("consumer_lag_time_seconds")).isGreaterThan(1));

        things.outages.set(0);
        await().untilAsserted(
                        () -> assertThat(value("consumer_lag_time_seconds")).isZero());
        assertThat(value("consumer_age_seconds_count")).isEqualTo(3);
        assertThat(value("consumer_age_seconds_bucket\\{.*le=\"0.25\"")).isZero();
    }

    @Test
    void everyMeterOfOursIsExplained() {
        assertThat(matches("(?m)^# HELP (" + OURS + ") *$", scrape())).isEmpty();
    }

    /** The names that a scrape answers; of a timer the one that its parts share. */
    private Set<String> measured() {
        return matches("(?m)^(" + OURS + "?)(?:_(?:bucket|count|sum|max))?[{ ]", scrape());
    }

    private String scrape() {
        return pod.bean(PrometheusMeterRegistry.class).scrape();
    }

    private double value(String start) {
        return Pattern.compile("(?m)^" + start + ".* ([0-9.E+-]+)$")
                .matcher(scrape())
                .results()
                .mapToDouble(match -> Double.parseDouble(match.group(1)))
                .findFirst()
                .orElse(-1);
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
