package dev.concierge.journey.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Of the journeys of a group a guest is on one at a time. */
class PriorityFlowTests extends OwnJourney {
    private static final String REST =
            "'start': {'type': 'timer', 'delay': 'P1D', 'next': 'end'}, 'end': {'type': 'exit'}";

    private final String high = "high-" + UUID.randomUUID();
    private final String group = "group-" + UUID.randomUUID();

    PriorityFlowTests(
            Environment environment, TestMessages messages, TestClock clock, JdbcClient jdbc, MeterRegistry metrics) {
        super(environment, messages, clock, jdbc, metrics);
    }

    @Test
    void aHigherJourneyTakesThePlaceOfALowerOne() {
        publish(journey, rules(1), REST);
        publish(high, rules(2), REST);
        come(journey);
        settle();
        come(high);
        settle();

        assertThat(of(journey)).singleElement().satisfies(run -> {
            assertThat(run.path("status").asString()).isEqualTo("exited");
            assertThat(run.path("reason").asString()).isEqualTo("outranked by " + high);
        });
        assertThat(of(high))
                .singleElement()
                .satisfies(run -> assertThat(run.path("status").asString()).isEqualTo("waiting"));
        assertThat(api.get("/journeys/" + journey + "/funnel", CLIENT).body().toString())
                .contains("outranked");
    }

    @Test
    void aLowerJourneyWaitsForNobodyAndIsCounted() {
        publish(journey, rules(1), REST);
        publish(high, rules(1), REST);
        come(high);
        settle();
        double before = refused();
        come(journey);
        come(journey);
        settle();

        assertThat(of(journey)).isEmpty();
        JsonNode refusals = api.get("/journeys/runs/refusals?userId=" + userId, CLIENT)
                .body()
                .path("items");
        assertThat(refusals).hasSize(1);
        assertThat(refusals.get(0).path("reason").asString()).isEqualTo("outranked");
        assertThat(refusals.get(0).path("times").asInt()).isEqualTo(2);
        await().untilAsserted(() -> assertThat(refused()).isEqualTo(before + 2));
    }

    @Test
    void ofTwoThatOneEventOpensTheHigherOneIsEntered() {
        publish(journey, rules(1), REST);
        publish(high, rules(2), REST);
        come(journey, high);
        settle();

        assertThat(of(high)).hasSize(1);
        assertThat(of(journey)).isEmpty();
    }

    @Test
    void journeysOfOtherGroupsAndThoseWithoutOneAreShared() {
        publish(journey, rules(1), REST);
        publish(high, "'entryRules': {'priority': {'group': 'another-" + group + "', 'rank': 9}},", REST);
        come(journey, high);
        settle();

        assertThat(of(high)).hasSize(1);
        assertThat(of(journey)).hasSize(1);
    }

    @Test
    void whoIsOnAHigherJourneyIsNotExpected() {
        publish(journey, rules(1), REST);
        publish(high, rules(2), REST);
        messages.publish("users", userId, "user.registered", registration(true).put("userId", userId));
        settle();
        long outranked = entrants().path("outranked").asLong();
        come(high);
        settle();

        assertThat(entrants().path("outranked").asLong()).isEqualTo(outranked + 1);
    }

    @Test
    void theRunThatStartsAnotherDoesNotStandInItsWay() {
        publish(high, rules(1), "'start': {'type': 'exit', 'reason': 'child'}");
        publish(journey, rules(2), """
                'start': {'type': 'journey', 'journeyId': '%s', 'wait': 'PT1H', 'next': 'end', 'timeout': 'late'},
                'end': {'type': 'exit', 'reason': 'done'}, 'late': {'type': 'exit', 'reason': 'late'}""".formatted(high));
        come(journey);

        await().untilAsserted(() -> assertThat(of(high))
                .singleElement()
                .satisfies(run -> assertThat(run.path("reason").asString()).isEqualTo("child")));
    }

    private String rules(int rank) {
        return "'entryRules': {'priority': {'group': '" + group + "', 'rank': " + rank + "}},";
    }

    private void publish(String id, String more, String nodes) {
        assertThat(api.post("/journeys", CLIENT, definition(id, more, nodes)).status())
                .isEqualTo(201);
        api.post("/journeys/" + id + "/publish", CLIENT, null);
        messages.publish("journey-triggers", id, "journey.armed", Map.of("journeyId", id, "version", 1));
        await().untilAsserted(() ->
                assertThat(api.get("/journeys/" + id, CLIENT).text("state")).isEqualTo("live"));
    }

    private void come(String... journeys) {
        ObjectNode visit = trigger(UUID.randomUUID(), "visited", json("{}"), false);
        for (String one : journeys) {
            visit.withArray("entries").addObject().put("journeyId", one).put("version", 1);
        }
        messages.publish("journey-triggers", userId, "trigger.occurred", visit);
    }

    private List<JsonNode> of(String id) {
        return api.get("/journeys/runs?userId=" + userId + "&journeyId=" + id, CLIENT)
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    private JsonNode entrants() {
        return api.get("/journeys/" + journey + "/entrants", CLIENT).body();
    }

    private double refused() {
        return metrics.counter("journey.entries.refused", "reason", "outranked").count();
    }
}
