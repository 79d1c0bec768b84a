package dev.concierge.journey.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.id.Ids;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessage;
import dev.concierge.testsupport.TestMessages;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RunFlowTests extends GuestOnJourney {
    RunFlowTests(
            Environment environment, TestMessages messages, TestClock clock, JdbcClient jdbc, MeterRegistry metrics) {
        super(environment, messages, clock, jdbc, metrics);
    }

    @Test
    void registrationRequestsOneNotification() {
        UUID event = registered(true);
        JsonNode requested = awaitOfGuest("notifications", "notification.requested");
        UUID runId = Ids.derived(event, "welcome");

        assertThat(requested.path("notificationId").asString())
                .isEqualTo(Ids.derived(runId, "welcome-mail:2").toString());
        assertThat(requested.path("source").path("runId").asString()).isEqualTo(runId.toString());
        assertThat(requested.path("channels").toString()).isEqualTo("[\"email\",\"live\"]");
        assertThat(requested.path("data")).isEmpty();
        awaitOfGuest("journeys", "run.waiting");
        assertThat(ofGuest("journeys")).extracting(TestMessage::type).containsExactly("run.waiting");
        assertThat(ofGuest("journeys").getFirst().data().path("moves"))
                .extracting(move -> move.path("how").asString())
                .containsExactly("entered", "advanced", "advanced", "waiting");
        assertThat(api.get("/journeys/runs/" + runId, CLIENT).text("node")).isEqualTo("a-minute");
    }

    @Test
    void aTriggerThatComesAgainIsTheSameRun() {
        UUID event = registered(true);
        JsonNode trigger = trigger(event, "user.registered", registration(true), true);
        messages.publish("journey-triggers", userId, "trigger.occurred", trigger);
        messages.publish("journey-triggers", userId, "trigger.occurred", trigger);
        settle();

        assertThat(runs()).hasSize(1);
        assertThat(ofGuest("notifications")).hasSize(1);
        assertThat(ofGuest("journeys")).hasSize(1);
    }

    @Test
    void whoDoesNotWantMailIsNotWritten() {
        registered(false);

        assertThat(awaitOfGuest("journeys", "run.exited").path("reason").asString())
                .isEqualTo("not-subscribed");
        assertThat(ofGuest("notifications")).isEmpty();
    }

    @Test
    void aLaterEventChangesTheBranch() {
        registered(true);
        awaitOfGuest("journeys", "run.waiting");
        occurred(UUID.randomUUID(), "offer_viewed", JsonMapper.shared().createObjectNode(), false);
        settle();
        pass(Duration.ofSeconds(61));

        assertThat(awaitOfGuest("journeys", "run.exited").path("reason").asString())
                .isEqualTo("engaged");
        assertThat(whats(runs().getFirst()))
                .containsExactly(
                        "entered", "evaluated", "requested", "delayed", "counted", "elapsed", "evaluated", "exited");
    }

    @Test
    void aGuestNotKnownYetIsHeldUntilTheirDataArrives() {
        UUID event = UUID.randomUUID();
        occurred(event, "user.registered", JsonMapper.shared().createObjectNode(), true);
        awaitOfGuest("journeys", "run.waiting");
        assertThat(ofGuest("notifications")).isEmpty();

        ObjectNode user = registration(true).put("userId", userId);
        messages.publish("users", userId, "user.registered", user);
        awaitOfGuest("notifications", "notification.requested");
        assertThat(whats(runs().getFirst())).containsExactly("entered", "held", "evaluated", "requested", "delayed");
    }

    @Test
    void aNameIsNotBelievedToBeAUserChange() {
        ObjectNode ofARelease = trigger(UUID.randomUUID(), "user.registered", registration(true), true);
        ofARelease.remove("origin");
        messages.publish("journey-triggers", userId, "trigger.occurred", ofARelease);
        ObjectNode forged = trigger(UUID.randomUUID(), "user.registered", registration(true), true);
        messages.publish("journey-triggers", userId, "trigger.occurred", forged.put("origin", "event"));
        settle();

        assertThat(ofGuest("notifications")).isEmpty();
        assertThat(runs()).hasSize(2).allSatisfy(run -> assertThat(whats(run)).containsExactly("entered", "held"));
        assertThat(jdbc.sql("SELECT count(*) FROM guests WHERE user_id = ?")
                        .param(userId)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aLateReceiptAppearsInTheTimeline() {
        registered(true);
        JsonNode requested = awaitOfGuest("notifications", "notification.requested");
        pass(Duration.ofSeconds(61));
        awaitOfGuest("journeys", "run.exited");
        Map<String, Object> receipt = Map.of(
                "notificationId",
                requested.path("notificationId").asString(),
                "userId",
                userId,
                "channel",
                "email",
                "at",
                clock.instant().toString(),
                "reason",
                "email: unsubscribed",
                "source",
                requested.path("source"));
        messages.publish("notification-receipts", userId, "notification.suppressed", receipt);
        messages.publish("notification-receipts", userId, "notification.suppressed", receipt);
        settle();

        String run = runs().getFirst();
        assertThat(whats(run)).endsWith("exited", "receipt").containsOnlyOnce("receipt");
        JsonNode steps =
                api.get("/journeys/runs/" + run + "/timeline", CLIENT).body().path("items");
        JsonNode last = steps.get(steps.size() - 1);
        assertThat(last.path("node").asString()).isEqualTo("welcome-mail");
        assertThat(last.path("detail").path("outcome").asString()).isEqualTo("suppressed");
        assertThat(last.path("detail").path("reason").asString()).isEqualTo("email: unsubscribed");
    }

    @Test
    void anErasedGuestLeavesNothingBehindAndDoesNotComeBack() {
        UUID event = registered(true);
        awaitOfGuest("journeys", "run.waiting");
        messages.publish(
                "users",
                userId,
                "user.deleted",
                Map.of("userId", userId, "deletedAt", clock.instant().toString()));
        await().untilAsserted(() -> assertThat(runs()).isEmpty());
        occurred(event, "user.registered", registration(true), true);
        settle();

        assertThat(runs()).isEmpty();
        assertThat(jdbc.sql("""
                        SELECT (SELECT count(*) FROM advances WHERE run_id = :run)
                             + (SELECT count(*) FROM timers WHERE run_id = :run)
                             + (SELECT count(*) FROM guests WHERE user_id = :guest AND preferences IS NOT NULL)
                        """)
                        .param("run", Ids.derived(event, "welcome"))
                        .param("guest", userId)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(api.post("/initiateJourney", CLIENT, Map.of("journeyId", "welcome", "userId", userId))
                        .text("code"))
                .isEqualTo("guest-not-found");
    }
}
