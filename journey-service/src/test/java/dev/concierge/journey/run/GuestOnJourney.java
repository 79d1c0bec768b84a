package dev.concierge.journey.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.journey.Api;
import dev.concierge.platform.message.Shard;
import dev.concierge.testsupport.Contracts;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessage;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A guest on their way through the journey {@code welcome}: what happens to them, and what is seen of it. */
@FlowTest(topics = {"journey-triggers", "users", "notification-receipts"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
abstract class GuestOnJourney {
    static final String CLIENT = TestTokens.client("journeys:read", "journeys:write");

    final Api api;
    final TestMessages messages;
    final TestClock clock;
    final JdbcClient jdbc;
    final MeterRegistry metrics;
    final String userId = UUID.randomUUID().toString();

    GuestOnJourney(
            Environment environment, TestMessages messages, TestClock clock, JdbcClient jdbc, MeterRegistry metrics) {
        this.api = new Api(environment);
        this.messages = messages;
        this.clock = clock;
        this.jdbc = jdbc;
        this.metrics = metrics;
    }

    @BeforeEach
    void welcomeIsLive() {
        messages.publish("journey-triggers", "welcome", "journey.armed", Map.of("journeyId", "welcome", "version", 1));
        await().untilAsserted(() ->
                assertThat(api.get("/journeys/welcome", CLIENT).text("state")).isEqualTo("live"));
    }

    UUID registered(boolean subscribed) {
        UUID event = UUID.randomUUID();
        occurred(event, "user.registered", registration(subscribed), true);
        return event;
    }

    void occurred(UUID event, String name, JsonNode attributes, boolean enters) {
        messages.publish("journey-triggers", userId, "trigger.occurred", trigger(event, name, attributes, enters));
    }

    ObjectNode trigger(UUID event, String name, JsonNode attributes, boolean enters) {
        ObjectNode trigger = JsonMapper.shared().createObjectNode();
        trigger.put("sourceEventId", event.toString())
                .put("userId", userId)
                .put("name", name)
                .put("occurredAt", clock.instant().toString())
                .put("origin", name.startsWith("user.") ? "user-change" : "event")
                .set("attributes", attributes);
        var entries = trigger.putArray("entries");
        if (enters) {
            entries.addObject().put("journeyId", "welcome").put("version", 1);
        }
        return trigger;
    }

    /** Lets time pass, in which nothing happens to the guest that event-service has not told. */
    void pass(Duration time) {
        clock.advance(time);
        toldUpToNow();
    }

    /** What event-service says when it has told all that it could read until now. */
    void toldUpToNow() {
        messages.publish(
                "journey-triggers",
                userId,
                "stream.applied",
                Map.of(
                        "shards",
                        List.of(Shard.of(userId).number()),
                        "upTo",
                        clock.instant().toString()));
    }

    /** The data of {@code user.registered} without the userId, as event-service passes it on. */
    ObjectNode registration(boolean subscribed) {
        ObjectNode data =
                (ObjectNode) Contracts.example("users", "user.registered").deepCopy();
        data.remove("userId");
        ((ObjectNode) data.get("preferences").get("email")).put("subscribed", subscribed);
        return data;
    }

    /** Waits until everything published so far about the guest has been applied: what is published now comes after. */
    void settle() {
        JsonNode nothing =
                trigger(UUID.randomUUID(), "nothing", JsonMapper.shared().createObjectNode(), false);
        Map<String, Object> receiptOfOthers = Map.of(
                "notificationId",
                UUID.randomUUID().toString(),
                "userId",
                userId,
                "channel",
                "email",
                "at",
                clock.instant().toString());
        UUID[] markers = {
            messages.publish("journey-triggers", userId, "trigger.occurred", nothing),
            messages.publish("notification-receipts", userId, "notification.sent", receiptOfOthers)
        };
        await().untilAsserted(
                        () -> assertThat(jdbc.sql("SELECT count(*) FROM platform.consumed_foreign WHERE id = ANY(?)")
                                        .param(markers)
                                        .query(Integer.class)
                                        .single())
                                .isEqualTo(markers.length));
    }

    List<String> runs() {
        return api.get("/journeys/runs?userId=" + userId, CLIENT)
                .body()
                .path("items")
                .valueStream()
                .map(run -> run.path("runId").asString())
                .toList();
    }

    List<JsonNode> steps(String run) {
        return api.get("/journeys/runs/" + run + "/timeline", CLIENT)
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    List<String> whats(String run) {
        return steps(run).stream().map(step -> step.path("what").asString()).toList();
    }

    JsonNode awaitOfGuest(String topic, String type) {
        return messages.await(
                topic, type, data -> data.path("userId").asString().equals(userId));
    }

    List<TestMessage> ofGuest(String topic) {
        return messages.received(topic).stream()
                .filter(message -> message.data().path("userId").asString().equals(userId))
                .toList();
    }
}
