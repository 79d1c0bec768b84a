package dev.concierge.journey.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.DefinitionReader;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.engine.Circumstances;
import dev.concierge.journey.engine.Engine;
import dev.concierge.journey.engine.Run;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.engine.RunState.Pending;
import dev.concierge.journey.engine.Stimulus.Entered;
import dev.concierge.journey.engine.Stimulus.TimerFired;
import dev.concierge.journey.guest.Guest;
import dev.concierge.journey.guest.UserId;
import dev.concierge.journey.run.Arrival.Applied;
import dev.concierge.journey.run.Arrival.Armed;
import dev.concierge.journey.run.Arrival.Cancel;
import dev.concierge.journey.run.Arrival.Change;
import dev.concierge.journey.run.Arrival.Deletion;
import dev.concierge.journey.run.Arrival.Initiate;
import dev.concierge.journey.run.Arrival.Receipt;
import dev.concierge.journey.run.Arrival.Trigger;
import dev.concierge.platform.message.MessageBody;
import dev.concierge.platform.message.MessageScope;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.testsupport.Contracts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What runs read and write is what the contracts say. */
class RunContractTests {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final UserId GUEST = new UserId("0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e01");
    private static final RunId RUN = new RunId(UUID.fromString("0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e05"));

    @Test
    void readsTriggers() {
        assertThat(read("journey-triggers", "trigger.occurred")).isInstanceOfSatisfying(Trigger.class, arrival -> {
            TriggerOccurred trigger = arrival.trigger();
            assertThat(trigger.userId()).isEqualTo(GUEST);
            assertThat(trigger.name()).isEqualTo("user.registered");
            assertThat(trigger.entries()).containsExactly(new TriggerOccurred.Match(new JourneyId("welcome"), 1));
        });
    }

    @Test
    void whatSaysThatItIsAUserChangeIsOne() {
        TriggerOccurred today = ((Trigger) read("journey-triggers", "trigger.occurred")).trigger();

        assertThat(today.isUserChange()).isTrue();
        assertThat(today.mayBeKept()).isFalse();
    }

    /** Event-service tells of them as changes of the guest; what they say is no data of the guest's own. */
    @ParameterizedTest
    @CsvSource({"bookings, booking.confirmed", "segments, segment.entered"})
    void whatABookingOrASegmentSaysIsKeptByTheRunsItStarts(String topic, String type) {
        var trigger = (ObjectNode)
                Contracts.example("journey-triggers", "trigger.occurred").deepCopy();
        trigger.put("name", type).put("origin", "user-change").set("attributes", Contracts.example(topic, type));
        TriggerOccurred read = ((Trigger) Arrival.of(received("journey-triggers", "trigger.occurred", trigger))
                        .orElseThrow())
                .trigger();

        assertThat(read.mayBeKept()).isTrue();
        assertThat(read.isUserChange()).isFalse();
    }

    @Test
    void whatDoesNotSaySoIsNoneAndNothingOfItIsKept() {
        var example = (ObjectNode)
                Contracts.example("journey-triggers", "trigger.occurred").deepCopy();
        example.remove("origin");
        TriggerOccurred ofARelease = ((Trigger) Arrival.of(received("journey-triggers", "trigger.occurred", example))
                        .orElseThrow())
                .trigger();

        assertThat(ofARelease.isUserChange()).isFalse();
        assertThat(ofARelease.mayBeKept()).isFalse();
    }

    @Test
    void readsHowFarEventServiceIs() {
        assertThat(read("journey-triggers", "stream.applied")).isInstanceOfSatisfying(Applied.class, arrival -> {
            assertThat(arrival.applied().shards()).contains(3, 243);
            assertThat(arrival.applied().upTo()).isEqualTo(NOW);
        });
    }

    @Test
    void readsCommands() {
        assertThat(read("journey-triggers", "run.initiate"))
                .isEqualTo(new Initiate(new InitiateCommand(
                        RUN, new JourneyId("welcome"), GUEST, JSON.createObjectNode(), null, null, null)));
        assertThat(read("journey-triggers", "run.cancel"))
                .isEqualTo(new Cancel(new CancelCommand(RUN, GUEST, "operator")));
    }

    @Test
    void readsTheEchoOfAJourney() {
        assertThat(read("journey-triggers", "journey.armed"))
                .isInstanceOfSatisfying(
                        Armed.class,
                        arrival -> assertThat(arrival.armed().journeyId()).isEqualTo("welcome"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user.registered", "user.updated", "user.preferences-updated"})
    void readsChangesOfGuests(String type) {
        JsonNode example = Contracts.example("users", type);

        assertThat(read("users", type)).isInstanceOfSatisfying(Change.class, arrival -> {
            assertThat(arrival.change().version())
                    .isEqualTo(example.path("version").asLong());
            assertThat(arrival.change().attributes()).isEqualTo(example.get("attributes"));
            assertThat(arrival.change().preferences()).isEqualTo(example.get("preferences"));
        });
    }

    @Test
    void readsDeletionsAndSkipsWhatMeansNothingHere() {
        assertThat(read("users", "user.deleted")).isEqualTo(new Deletion(GUEST));
        assertThat(Arrival.of(
                        received("users", "user.profile-updated", Contracts.example("users", "user.profile-updated"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sent", "delivered", "suppressed", "failed"})
    void readsReceipts(String outcome) {
        assertThat(read("notification-receipts", "notification." + outcome))
                .isInstanceOfSatisfying(Receipt.class, arrival -> {
                    assertThat(arrival.outcome()).isEqualTo(outcome);
                    assertThat(arrival.receipt().runId()).isEqualTo(RUN);
                    assertThat(arrival.receipt().node()).isEqualTo(new NodeId("welcome-mail"));
                });
    }

    @Test
    void writesWhatTheContractsSay() {
        Definition definition = DefinitionReader.read(JSON.readTree("""
                {"journeyId": "welcome", "name": "Welcome", "start": "mail", "nodes": {
                    "mail": {"type": "notification", "channels": ["email", "telegram"], "category": "marketing",
                             "content": {"text": "Hello"}, "next": "rest"},
                    "rest": {"type": "timer", "delay": "PT1M", "next": "end"},
                    "end": {"type": "exit"}}}
                """));
        Run run = new Run(RUN, definition.journeyId(), 1, GUEST, RUN.value(), new Pending());
        Circumstances given = new Circumstances(NOW, Guest.unknown(GUEST));
        Changes changes = new Changes(NOW);
        var entered = Engine.advance(definition, run, new Entered("x", JSON.createObjectNode()), given);
        changes.add(run, entered, "");
        changes.add(entered.run(), Engine.advance(definition, entered.run(), new TimerFired(2, false), given), "");

        List<OutgoingMessage> messages = changes.takeMessages();
        assertThat(messages)
                .extracting(OutgoingMessage::type)
                .containsExactly("notification.requested", "run.waiting", "run.exited");
        assertThat(JSON.valueToTree(messages.get(1).data()).path("moves").toString())
                .isEqualTo("[{\"node\":\"mail\",\"how\":\"entered\"},{\"node\":\"mail\",\"how\":\"advanced\"},"
                        + "{\"node\":\"rest\",\"how\":\"waiting\"}]");
        messages.forEach(message -> {
            assertThat(message.key()).isEqualTo(GUEST.value());
            Contracts.assertValid(message.topic(), message.type(), message.data());
        });
    }

    /** Today's example; that of the last release must be readable as well. */
    private static Arrival read(String topic, String type) {
        return Contracts.examples(topic, type).stream()
                .map(example -> Arrival.of(received(topic, type, example)).orElseThrow())
                .toList()
                .getFirst();
    }

    private static ReceivedMessage received(String topic, String type, JsonNode example) {
        byte[] bytes = example.toString().getBytes(StandardCharsets.UTF_8);
        return new ReceivedMessage(
                topic,
                0,
                0,
                GUEST.value(),
                "id",
                type,
                "/tests",
                NOW,
                Map.of(),
                new MessageBody(bytes, JSON),
                MessageScope.NONE);
    }
}
