package dev.concierge.user.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.user.Answer;
import dev.concierge.user.UserServiceFlow;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ProfileRulesFlowTests extends UserServiceFlow {
    private static final String RULES = "/ops/profiles/rules";

    @Test
    void otherRulesAreTriedThenPutInForceAndTakenBack() {
        String topic = "t" + UUID.randomUUID();
        String guest = registered(Map.of());
        happened(guest, "PURCHASE", topic);
        await().untilAsserted(() ->
                assertThat(get("/profiles/" + guest, app()).at("/topics/0")).isEqualTo(topic));
        JsonNode present = get(RULES, operator()).json();
        ObjectNode other = (ObjectNode) present.at("/rules").deepCopy();
        ((ArrayNode) other.at("/stages"))
                .addObject()
                .put("stage", "gourmet")
                .put("from", 0.5)
                .putArray("topics")
                .add(topic);

        Answer preview = post(RULES + "/preview", operator(), other.toString());
        assertThat(preview.json().at("/examples").valueStream()).anySatisfy(example -> {
            assertThat(example.at("/userId").asString()).isEqualTo(guest);
            assertThat(example.at("/then/actingLifeStage").asString()).isEqualTo("gourmet");
        });
        assertThat(get(RULES, operator()).json()).isEqualTo(present);

        Answer replaced = put(RULES, operator(), other.toString());
        assertThat(replaced.json().at("/version").asInt())
                .isEqualTo(present.at("/version").asInt() + 1);
        assertThat(replaced.at("/madeBy")).isEqualTo("cli");
        assertThat(get("/profiles/" + guest, app()).at("/about/actingLifeStage"))
                .isEqualTo("gourmet");
        put(RULES, operator(), present.at("/rules").toString());
        assertThat(get("/profiles/" + guest, app())
                        .json()
                        .at("/about/actingLifeStage")
                        .isNull())
                .isTrue();
    }

    @Test
    void amountsOfEventsMakeTheSpendingClass() {
        String guest = registered(Map.of());
        String now = clock.instant().toString();
        messages.publish(
                "events",
                guest,
                "event.captured",
                Map.of(
                        "eventId",
                        UUID.randomUUID(),
                        "userId",
                        guest,
                        "eventName",
                        "Order Completed",
                        "eventAt",
                        now,
                        "receivedAt",
                        now,
                        "attributes",
                        Map.of("revenue", 120.5, "currency", "EUR", "category", "Wine")));

        await().untilAsserted(() -> {
            JsonNode profile = get("/profiles/" + guest, app()).json();
            assertThat(profile.at("/about/spendingClass").asInt()).isEqualTo(2);
            assertThat(profile.at("/why/spendingClass").asString()).startsWith("120.50 EUR spent recently");
            assertThat(profile.at("/topics/0").asString()).isEqualTo("wine");
        });
    }

    @Test
    void rulesThatMakeNoSenseAreRefusedWithTheirPlaces() {
        Answer refused = put(
                RULES,
                operator(),
                Map.of(
                        "stages",
                        List.of(Map.of("stage", "x", "topics", List.of(), "from", 0)),
                        "spending",
                        Map.of(
                                "amounts",
                                List.of(Map.of("currency", "euro", "from", List.of(-1))),
                                "purchases",
                                List.of(1)),
                        "events",
                        List.of(Map.of("event", "e", "topicAt", "category"))));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json()
                        .at("/errors")
                        .valueStream()
                        .map(error -> error.at("/pointer").asString()))
                .contains(
                        "/stages/0/topics",
                        "/stages/0/from",
                        "/spending/amounts/0/currency",
                        "/spending/amounts/0/from/0",
                        "/events/0/topicAt");
        assertThat(put(RULES, app(), "{}").status()).isEqualTo(403);
    }

    private void happened(String guest, String type, String topic) {
        String now = clock.instant().toString();
        messages.publish(
                "interactions",
                guest,
                "interaction.captured",
                Map.of(
                        "interactionId",
                        UUID.randomUUID(),
                        "type",
                        type,
                        "timestamp",
                        now,
                        "receivedAt",
                        now,
                        "origin",
                        Map.of("id", "till", "type", "app"),
                        "actor",
                        Map.of("id", guest, "type", "user"),
                        "target",
                        Map.of("id", topic, "type", "topic")));
    }
}
