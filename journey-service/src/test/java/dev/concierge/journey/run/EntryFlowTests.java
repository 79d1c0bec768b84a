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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EntryFlowTests extends GuestOnJourney {
    private final String journey = "bounded-" + UUID.randomUUID();

    EntryFlowTests(
            Environment environment, TestMessages messages, TestClock clock, JdbcClient jdbc, MeterRegistry metrics) {
        super(environment, messages, clock, jdbc, metrics);
    }

    @Test
    void aGuestHasNoMoreRunsAtOnceThanTheJourneyLets() {
        live("{\"live\": 3}");
        double before = refusedFor("live");
        for (int visit = 0; visit < 10; visit++) {
            visits();
        }
        settle();

        assertThat(runs()).hasSize(3);
        assertThat(refusals()).hasSize(1);
        assertThat(refusals().get(0).path("reason").asString()).isEqualTo("live");
        assertThat(refusals().get(0).path("times").asInt()).isEqualTo(7);
        await().untilAsserted(() -> assertThat(refusedFor("live")).isEqualTo(before + 7));
    }

    @Test
    void whoHasBeenInDoesNotComeAgainWhereTheJourneySaysSo() {
        live("{\"reentry\": \"never\"}");
        visits();
        settle();
        api.post("/journeys/runs/" + runs().getFirst() + "/cancel", CLIENT, Map.of("reason", "enough"));
        awaitOfGuest("journeys", "run.exited");
        visits();
        settle();

        assertThat(runs()).hasSize(1);
        assertThat(refusals().get(0).path("reason").asString()).isEqualTo("reentry");
    }

    @Test
    void aRunThatWasPromisedEndsWhenTheRulesDoNotLetItBegin() {
        live("{\"reentry\": \"after_exit\"}");
        visits();
        settle();
        Answer promised = api.post("/initiateJourney", CLIENT, Map.of("journeyId", journey, "userId", userId));

        assertThat(promised.status()).isEqualTo(202);
        await().untilAsserted(() -> assertThat(api.get("/journeys/runs/" + promised.text("runId"), CLIENT)
                        .text("reason"))
                .isEqualTo("refused: reentry"));
    }

    @Test
    void whoComesToAClosedOrUnknownDoorIsCounted() {
        live("{}");
        double closed = refusedFor("journey-closed");
        double unknown = refusedFor("version-unknown");
        visits(99);
        settle();
        api.post("/journeys/" + journey + "/archive", CLIENT, null);
        visits();
        settle();

        assertThat(runs()).isEmpty();
        await().untilAsserted(() -> {
            assertThat(refusedFor("journey-closed")).isEqualTo(closed + 1);
            assertThat(refusedFor("version-unknown")).isEqualTo(unknown + 1);
        });
    }

    @Test
    void guestsSeeTheirOwnRefusalsOnlyAndTheyGoWithThem() {
        live("{\"live\": 1}");
        visits();
        visits();
        settle();

        assertThat(api.get("/journeys/runs/refusals", TestTokens.guest(userId))
                        .body()
                        .path("items"))
                .hasSize(1);
        assertThat(api.get("/journeys/runs/refusals", TestTokens.guest(UUID.randomUUID()))
                        .body()
                        .path("items"))
                .isEmpty();
        messages.publish(
                "users",
                userId,
                "user.deleted",
                Map.of("userId", userId, "deletedAt", clock.instant().toString()));
        await().untilAsserted(() -> assertThat(refusals()).isEmpty());
        assertThat(jdbc.sql("SELECT count(*) FROM entries WHERE user_id = ?")
                        .param(userId)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void visits() {
        visits(1);
    }

    private void visits(int version) {
        ObjectNode visit =
                trigger(UUID.randomUUID(), "visited", JsonMapper.shared().createObjectNode(), false);
        visit.withArray("entries").addObject().put("journeyId", journey).put("version", version);
        messages.publish("journey-triggers", userId, "trigger.occurred", visit);
    }

    private JsonNode refusals() {
        return api.get("/journeys/runs/refusals?userId=" + userId + "&journeyId=" + journey, CLIENT)
                .body()
                .path("items");
    }

    private double refusedFor(String reason) {
        return metrics.counter("journey.entries.refused", "reason", reason).count();
    }

    private void live(String rules) {
        JsonNode definition = JsonMapper.shared().readTree("""
                {"journeyId": "%s", "name": "Bounded", "entry": {"on": "visited"}, "entryRules": %s, "start": "rest",
                 "nodes": {"rest": {"type": "timer", "delay": "P30D", "next": "end"}, "end": {"type": "exit"}}}
                """.formatted(journey, rules));
        assertThat(api.post("/journeys", CLIENT, definition).status()).isEqualTo(201);
        api.post("/journeys/" + journey + "/publish", CLIENT, null);
        messages.publish("journey-triggers", journey, "journey.armed", Map.of("journeyId", journey, "version", 1));
        await().untilAsserted(
                        () -> assertThat(api.get("/journeys/" + journey, CLIENT).text("state"))
                                .isEqualTo("live"));
    }
}
