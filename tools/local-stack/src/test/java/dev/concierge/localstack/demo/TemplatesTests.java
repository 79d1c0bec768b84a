package dev.concierge.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.localstack.fleet.Secrets;
import dev.concierge.localstack.setting.Home;
import dev.concierge.localstack.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TemplatesTests {
    private static final Path BUNDLED = Path.of("../../bundles/guest-journeys/journeys");
    private static final Map<String, String> RESTS = Map.of(
            "demo-welcome-series", "two-days",
            "demo-abandoned-booking", "a-day",
            "demo-win-back", "two-weeks",
            "demo-feedback", "answer");

    @TempDir
    Path root;

    @BeforeEach
    void templatesAreThere() throws IOException {
        Path here = Files.createDirectories(root.resolve("bundles/guest-journeys/journeys"));
        for (Path file : files()) {
            Files.copy(file, here.resolve(file.getFileName()));
        }
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(BUNDLED)) {
            return files.sorted().toList();
        }
    }

    @Test
    void guestsOfTheirOwnWalkAllFive() throws Exception {
        try (FakeJourneys fleet = new FakeJourneys(RESTS)) {
            List<Templates.Played> played =
                    templates(fleet, Duration.ofSeconds(30)).play();

            assertThat(played)
                    .allMatch(Templates.Played::isComplete)
                    .extracting(Templates.Played::template)
                    .containsExactlyInAnyOrder(
                            "welcome-series", "abandoned-booking", "win-back", "stay-reminder", "feedback");
            assertThat(played.getFirst().line())
                    .startsWith("welcome-series     3 guests walked it: 3 demo_offer_viewed");
            assertThat(fleet.definitions).hasSize(5);
            assertThat(fleet.events)
                    .allMatch(event -> event.path("eventName").asString().startsWith("demo_"));
        }
    }

    @Test
    void aTemplateThatNobodyLeavesIsNamed() throws Exception {
        Map<String, String> stuck = Map.of("demo-stay-reminder", "day-before");
        try (FakeJourneys fleet = new FakeJourneys(stuck)) {
            List<Templates.Played> played =
                    templates(fleet, Duration.ofSeconds(1)).play();

            assertThat(played)
                    .filteredOn(one -> !one.isComplete())
                    .singleElement()
                    .satisfies(one ->
                            assertThat(one.line()).startsWith("stay-reminder").contains("none has ended"));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void shortenedTheyTakeSecondsAndListenToTheDemoAlone(Path file) throws IOException {
        JsonNode template = JsonMapper.shared().readTree(Files.readString(file));

        JsonNode shortened = Shortened.of(template, "PT1S");

        assertThat(shortened.path("journeyId").asString())
                .isEqualTo("demo-" + template.path("journeyId").asString());
        assertThat(shortened.path("nodes").propertyNames())
                .isEqualTo(template.path("nodes").propertyNames());
        assertThat(shortened.toString())
                .doesNotContain("\"window\"", "\"delay\":\"P1D", "\"delay\":\"P7D", "\"timeout\":\"P1", "booking.");
        assertThat(shortened.at("/entry/on").asString()).startsWith("demo_");
    }

    private Templates templates(FakeJourneys fleet, Duration patience) {
        Secrets.generate(new Home(root));
        String port = String.valueOf(fleet.port());
        Settings settings = Settings.load(root, Map.of("CONCIERGE_GATEWAY_PORT", port, "CONCIERGE_USER_PORT", port));
        return new Templates(settings, Clock.systemUTC(), patience);
    }
}
