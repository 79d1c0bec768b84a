package dev.concierge.journey.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.journey.Api.Answer;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class RunViewFlowTests extends GuestOnJourney {
    RunViewFlowTests(
            Environment environment, TestMessages messages, TestClock clock, JdbcClient jdbc, MeterRegistry metrics) {
        super(environment, messages, clock, jdbc, metrics);
    }

    @Test
    void explainsWhyTheGuestIsHerePageByPage() {
        registered(false);
        awaitOfGuest("journeys", "run.exited");
        String timeline = "/journeys/runs/" + runs().getFirst() + "/timeline?limit=2";
        Answer first = api.get(timeline, CLIENT);
        Answer second = api.get(timeline + "&cursor=" + first.text("next"), CLIENT);

        JsonNode evaluated = first.body().path("items").get(1);
        assertThat(evaluated.path("detail").path("evaluation").toString())
                .isEqualTo("{\"rule\":\"preference email: subscribed, transactional\",\"result\":\"NO\","
                        + "\"inputs\":{\"email.subscribed\":false,\"email.transactional\":true}}");
        assertThat(second.body().path("items")).hasSize(1);
        assertThat(second.body().has("next")).isTrue();
        assertThat(second.body().path("next").isNull()).isTrue();
    }

    @Test
    void guestsSeeTheirOwnRunsOnly() {
        registered(true);
        awaitOfGuest("journeys", "run.waiting");
        String run = runs().getFirst();
        String self = TestTokens.guest(userId);
        String other = TestTokens.guest(UUID.randomUUID());

        assertThat(api.get("/journeys/runs?userId=" + userId, self).body().path("items"))
                .hasSize(1);
        assertThat(api.get("/journeys/runs", self).body().path("items")).hasSize(1);
        assertThat(api.get("/journeys/runs/" + run, self).status()).isEqualTo(200);
        assertThat(api.get("/journeys/runs/" + run + "/timeline", self).status())
                .isEqualTo(200);
        assertThat(api.get("/journeys/runs", other).body().path("items")).isEmpty();
        assertThat(api.get("/journeys/runs?userId=" + userId, other).status()).isEqualTo(404);
        assertThat(api.get("/journeys/runs/" + run, other).status()).isEqualTo(404);
        assertThat(api.get("/journeys/runs/" + run + "/timeline", other).status())
                .isEqualTo(404);
        assertThat(api.post("/journeys/runs/" + run + "/cancel", self, null).status())
                .isEqualTo(403);
        assertThat(api.post("/initiateJourney", self, Map.of()).status()).isEqualTo(403);
    }

    @Test
    void listsRunsByGuestJourneyAndStatus() {
        registered(true);
        registered(true);
        await().untilAsserted(() -> assertThat(runs()).hasSize(2));
        String query = "/journeys/runs?journeyId=welcome&status=waiting&limit=1&userId=" + userId;
        Answer first = api.get(query, CLIENT);
        Answer second = api.get(query + "&cursor=" + first.text("next"), CLIENT);

        assertThat(first.body().path("items")).hasSize(1);
        assertThat(second.body().path("items")).hasSize(1);
        assertThat(second.body().path("items")).isNotEqualTo(first.body().path("items"));
        assertThat(second.body().path("next").isNull()).isTrue();
        assertThat(api.get("/journeys/runs?status=asleep", CLIENT)
                        .body()
                        .path("errors")
                        .path(0)
                        .path("detail")
                        .asString())
                .isEqualTo("asleep (expected: pending, waiting or exited)");
    }
}
