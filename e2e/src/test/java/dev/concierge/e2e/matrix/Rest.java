package dev.concierge.e2e.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.localstack.driver.LocalFleet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Brings the fleet to rest, so that what is left behind afterwards is somebody's trace. */
record Rest(LocalFleet fleet, Sender sender, Place services, String token) {
    private static final Set<String> ON_THEIR_WAY = Set.of("arming", "draining");
    private static final Duration STILL = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Ends runs whose timers would go off some time, and waits until nothing moves any more. */
    Traces reached() throws SQLException {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).untilAsserted(() -> {
            List<String> running = running();
            running.forEach(this::cancel);
            assertThat(running).as("runs that have not ended").isEmpty();
            assertThat(onTheirWay()).as("journeys that go live or end").isEmpty();
        });
        Traces[] last = {Traces.of(fleet)};
        await().atMost(PATIENCE).pollInterval(STILL).untilAsserted(() -> {
            Traces before = last[0];
            last[0] = Traces.of(fleet);
            assertThat(last[0]).isEqualTo(before);
        });
        return last[0];
    }

    private List<String> onTheirWay() {
        return listed("/journeys?limit=200")
                .filter(journey -> ON_THEIR_WAY.contains(journey.path("state").asString()))
                .map(journey -> journey.path("journeyId").asString())
                .toList();
    }

    private Stream<JsonNode> listed(String path) {
        Call list = Call.of("GET", path).as(token);
        return JsonMapper.shared()
                .readTree(sender.send(services, "journey-service", list).body())
                .path("items")
                .valueStream();
    }

    private List<String> running() {
        return listed("/journeys/runs?limit=200")
                .filter(run -> !run.path("status").asString("").equals("exited"))
                .map(run -> run.path("runId").asString())
                .toList();
    }

    private void cancel(String runId) {
        sender.send(
                services,
                "journey-service",
                Call.of("POST", "/journeys/runs/" + runId + "/cancel").as(token));
    }
}
