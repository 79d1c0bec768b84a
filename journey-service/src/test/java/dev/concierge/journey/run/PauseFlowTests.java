package dev.concierge.journey.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A journey that stands still loses nobody; and how many are where is always known. */
class PauseFlowTests extends OwnJourney {
    private static final String NODES = """
            'start': {'type': 'timer', 'delay': 'PT1M', 'next': 'tell'},
            'tell': {'type': 'notification', 'channels': ['live'], 'category': 'transactional', 'content': {'text': 'x'},
                     'next': 'end'},
            'end': {'type': 'exit', 'reason': 'told'}""";

    PauseFlowTests(
            Environment environment, TestMessages messages, TestClock clock, JdbcClient jdbc, MeterRegistry metrics) {
        super(environment, messages, clock, jdbc, metrics);
    }

    @Test
    void aPauseHoldsPeopleAndWhoComesIn() {
        live("", NODES);
        visits("{}");
        awaitNode("start");
        pause("hold");
        pass(Duration.ofSeconds(61));
        awaitNode("tell");
        visits("{}");
        settle();

        assertThat(ofGuest("notifications")).isEmpty();
        assertThat(runs()).hasSize(2);
        assertThat(held()).isEqualTo(2);
        assertThat(api.get("/journeys/" + journey, CLIENT).text("pause")).isEqualTo("hold");

        resume("PT0S");
        toldUpToNow();
        awaitOfGuest("notifications", "notification.requested");
        pass(Duration.ofSeconds(61));
        await().untilAsserted(() -> {
            toldUpToNow();
            assertThat(ofGuest("notifications")).hasSize(2);
        });
        assertThat(held()).isZero();
    }

    @Test
    void whoWasHeldMovesSpreadOverTheTimeThatWasSaid() {
        live("", NODES);
        for (int visit = 0; visit < 20; visit++) {
            visits("{}");
        }
        settle();
        pause("hold");
        pass(Duration.ofSeconds(61));
        await().untilAsserted(() -> assertThat(held()).isEqualTo(20));
        resume("PT10M");

        assertThat(jdbc.sql("SELECT count(DISTINCT due_at) FROM timers WHERE user_id = ?")
                        .param(userId)
                        .query(Long.class)
                        .single())
                .isGreaterThan(10);
        assertThat(jdbc.sql("SELECT max(due_at) - min(due_at) < interval '10 min' FROM timers" + " WHERE user_id = ?")
                        .param(userId)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void aPauseMaySkipWhatWouldBeTold() {
        live("", NODES);
        visits("{}");
        awaitNode("start");
        pause("skip");
        pass(Duration.ofSeconds(61));

        awaitReason("told");
        assertThat(ofGuest("notifications")).isEmpty();
        assertThat(whats(run())).contains("skipped");
        visits("{}");
        settle();
        assertThat(runs()).hasSize(1);
        assertThat(api.get("/journeys/runs/refusals?userId=" + userId, CLIENT)
                        .body()
                        .toString())
                .contains("journey-paused");
    }

    @Test
    void aPauseMayEndWhoseTimeIsUp() {
        live("", NODES);
        visits("{}");
        awaitNode("start");
        pause("expire");
        pass(Duration.ofSeconds(61));

        awaitReason("expired while paused");
        assertThat(ofGuest("notifications")).isEmpty();
    }

    @Test
    void whoIsHeldWhenAJourneyEndsWalksOn() {
        live("", NODES);
        visits("{}");
        awaitNode("start");
        pause("hold");
        pass(Duration.ofSeconds(61));
        awaitNode("tell");
        api.post("/journeys/" + journey + "/archive", CLIENT, null);
        await().untilAsserted(() -> {
            toldUpToNow();
            assertThat(ofGuest("notifications")).hasSize(1);
        });
    }

    @Test
    void countsAreKeptWithEveryMove() {
        live("'goals': [{'name': 'liked', 'on': 'liked'}],", NODES);
        visits("{}");
        visits("{}");
        settle();
        happens("liked", "{}");
        settle();
        api.post("/journeys/runs/" + runs().getFirst() + "/cancel", CLIENT, Map.of("reason", "whatever"));
        settle();
        pass(Duration.ofSeconds(61));

        await().untilAsserted(() -> {
            JsonNode funnel =
                    api.get("/journeys/" + journey + "/funnel", CLIENT).body();
            assertThat(funnel.path("runs")).isEqualTo(json("{'entered': 2, 'live': 0, 'exited': 2}"));
            assertThat(funnel.at("/nodes/0"))
                    .isEqualTo(json("{'node': 'start', 'entered': 2, 'waiting': 0, 'share': 1.0,"
                            + " 'exited': [{'reason': 'cancelled', 'runs': 1}]}"));
            assertThat(funnel.at("/nodes/2/exited")).isEqualTo(json("[{'reason': 'told', 'runs': 1}]"));
            assertThat(funnel.path("goals")).isEqualTo(json("[{'name': 'liked', 'runs': 2, 'share': 1.0}]"));
        });
    }

    @Test
    void saysHowManyCouldComeInNow() {
        live("'entryRules': {'reentry': 'never'},", NODES);
        messages.publish("users", userId, "user.registered", registration(true).put("userId", userId));
        settle();
        JsonNode before = api.get("/journeys/" + journey + "/entrants", CLIENT).body();
        visits("{}");
        settle();
        JsonNode after = api.get("/journeys/" + journey + "/entrants", CLIENT).body();

        assertThat(before.path("wouldEnter").asLong())
                .isEqualTo(before.path("guests").asLong());
        assertThat(after.path("reentry").asLong()).isEqualTo(1);
        assertThat(after.path("wouldEnter").asLong())
                .isEqualTo(after.path("guests").asLong() - 1);
    }

    @Test
    void twoVersionsAreCompared() {
        live("", NODES);
        api.call(
                HttpMethod.PUT,
                "/journeys/" + journey,
                CLIENT,
                definition(journey, "", NODES.replace("PT1M", "PT2M")),
                Map.of());

        assertThat(api.get("/journeys/" + journey + "/diff?from=1&to=2", CLIENT).body())
                .isEqualTo(json("[{'at': '/nodes/start/delay', 'from': 'PT1M', 'to': 'PT2M'}]"));
    }

    @Test
    void experiencesAreForServicesOnlyAndComeOnce() {
        String path = "/journeys/experiences/" + UUID.randomUUID();
        String service = TestTokens.service("concierge-service", "journeys:read", "journeys:write");
        Map<String, Object> saved = Map.of("businessId", "b-" + userId, "name", "Sunset", "info", Map.of("seats", 4));

        assertThat(put(path, CLIENT, saved)).isEqualTo(403);
        assertThat(put(path, service, saved)).isEqualTo(200);
        assertThat(put(path, service, saved)).isEqualTo(200);
        assertThat(put("/journeys/experiences/" + UUID.randomUUID(), service, saved))
                .isEqualTo(409);
        assertThat(api.get(path, service).body().at("/info/seats").asInt()).isEqualTo(4);

        String late = "/journeys/experiences/" + UUID.randomUUID();
        assertThat(api.call(HttpMethod.DELETE, late, service, null, Map.of()).status())
                .isEqualTo(204);
        assertThat(put(late, service, Map.of("businessId", "b", "name", "Late " + userId, "info", Map.of())))
                .isEqualTo(409);
        assertThat(api.get(late, service).status()).isEqualTo(404);
    }

    private int put(String path, String token, Object body) {
        return api.call(HttpMethod.PUT, path, token, body, Map.of()).status();
    }

    private void pause(String policy) {
        assertThat(api.post("/journeys/" + journey + "/pause", CLIENT, Map.of("policy", policy))
                        .text("state"))
                .isEqualTo("paused");
        // noticed by the workers within half a second
        long since = System.nanoTime();
        await().until(() -> System.nanoTime() - since > 600_000_000L);
    }

    private void resume(String over) {
        assertThat(api.post("/journeys/" + journey + "/resume", CLIENT, Map.of("over", over))
                        .text("state"))
                .isEqualTo("live");
    }

    private long held() {
        return jdbc.sql("SELECT count(*) FROM held_timers WHERE journey_id = ?")
                .param(journey)
                .query(Long.class)
                .single();
    }
}
