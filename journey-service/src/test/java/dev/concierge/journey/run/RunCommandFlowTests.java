package dev.concierge.journey.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.concierge.journey.Api.Answer;
import dev.concierge.testsupport.Contracts;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class RunCommandFlowTests extends GuestOnJourney {
    RunCommandFlowTests(
            Environment environment, TestMessages messages, TestClock clock, JdbcClient jdbc, MeterRegistry metrics) {
        super(environment, messages, clock, jdbc, metrics);
    }

    @Test
    void initiatesARunOfTheGuest() {
        messages.publish("users", userId, "user.registered", registration(true).put("userId", userId));
        Map<String, Object> request = Map.of("journeyId", "welcome", "userId", userId, "attributes", Map.of("a", 1));
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        Answer accepted = api.call(HttpMethod.POST, "/initiateJourney", CLIENT, request, key);
        Answer again = api.call(HttpMethod.POST, "/initiateJourney", CLIENT, request, key);

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(again.text("runId")).isEqualTo(accepted.text("runId"));
        assertThat(again.headers().getFirst("Idempotency-Replay")).isEqualTo("true");
        JsonNode requested = awaitOfGuest("notifications", "notification.requested");
        assertThat(requested.path("source").path("runId").asString()).isEqualTo(accepted.text("runId"));
        assertThat(requested.path("data").toString()).isEqualTo("{\"a\":1}");
        Contracts.assertValid(
                "journey-triggers",
                "run.initiate",
                ofGuest("journey-triggers").getFirst().data());
    }

    @Test
    void initiatesOnlyWhatIsDefinedAndLive() {
        assertThat(initiate("nowhere").status()).isEqualTo(404);
        assertThat(initiate("nowhere").text("code")).isEqualTo("journey-not-found");
        String draft = "draft-" + UUID.randomUUID();
        api.post(
                "/journeys",
                CLIENT,
                Map.of(
                        "journeyId",
                        draft,
                        "name",
                        "Draft",
                        "start",
                        "end",
                        "nodes",
                        Map.of("end", Map.of("type", "exit"))));

        assertThat(initiate(draft).status()).isEqualTo(409);
        assertThat(initiate(draft).text("code")).isEqualTo("journey-not-live");
        Answer incomplete = api.post("/initiateJourney", CLIENT, Map.of("journeyId", "welcome"));
        assertThat(incomplete.status()).isEqualTo(400);
        assertThat(incomplete.body().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/userId");
    }

    /** One that no state can hold, or no message, would stop the guest's whole stream. */
    @ParameterizedTest
    @MethodSource
    void refusesAttributesThatARunCannotKeep(Map<String, Object> attributes, String pointer) {
        Answer answer = api.post(
                "/initiateJourney", CLIENT, Map.of("journeyId", "welcome", "userId", userId, "attributes", attributes));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer);
    }

    static Stream<Arguments> refusesAttributesThatARunCannotKeep() {
        return Stream.of(
                arguments(Map.of("a\0", 1), "/attributes"),
                arguments(Map.of("a", Map.of("b", List.of(Map.of("c\0", 1)))), "/attributes/a/b/0/c\uFFFD"),
                arguments(Map.of("a", "x".repeat(32 * 1024)), "/attributes"));
    }

    @Test
    void cancelsARunAndItsTimer() {
        registered(true);
        awaitOfGuest("journeys", "run.waiting");
        String run = runs().getFirst();
        Answer accepted = api.post("/journeys/runs/" + run + "/cancel", CLIENT, Map.of("reason", "operator"));

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(awaitOfGuest("journeys", "run.exited").path("reason").asString())
                .isEqualTo("operator");
        assertThat(jdbc.sql("SELECT count(*) FROM timers WHERE run_id = ?::uuid")
                        .param(run)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(api.post("/journeys/runs/" + run + "/cancel", CLIENT, null).text("code"))
                .isEqualTo("run-has-exited");
        assertThat(api.post("/journeys/runs/" + UUID.randomUUID() + "/cancel", CLIENT, null)
                        .status())
                .isEqualTo(404);
    }

    private Answer initiate(String journey) {
        return api.post("/initiateJourney", CLIENT, Map.of("journeyId", journey, "userId", userId));
    }
}
