package dev.concierge.datemaker.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestMessage;
import dev.concierge.testsupport.TestMessages;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Records as the seed's bots write them: no CloudEvents, headers user_id, chat_id, message_id. */
@FlowTest(topics = {"bookings", "notifications", "users"})
class ChatCommandsFlowTests {
    @Autowired
    private TestMessages messages;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private Clock clock;

    private final UUID user = UUID.randomUUID();
    private final String chat = "chat-" + UUID.randomUUID();
    private UUID event = new UUID(0, 0);

    @BeforeEach
    void planAnEvent() {
        jdbc.sql("delete from dating_events").update();
        event = jdbc.sql("insert into dating_events (start_dttm, title) values (?, 'Friday') returning id")
                .param(in(Duration.ofDays(3)).atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .single();
    }

    @Test
    void aChatListsRegistersConfirmsAndCancels() {
        double processed = meters.get("datemaker.messages.processed").counter().count();
        send("m-1", null, "list_events");
        assertThat(reply("event_list")
                        .data()
                        .at("/event_list/events/0/event_id")
                        .asString())
                .isEqualTo(event.toString());

        send("m-1", event, "{\"register_event\": {\"language\": \"en\", \"age\": 31}}");
        TestMessage registered = reply("user_registered");
        assertThat(registered.data().at("/user_registered/status").asString()).isEqualTo("REGISTERED");
        assertThat(registered.key()).isEqualTo(chat);
        assertThat(registered.headers())
                .containsEntry("user_id", user.toString())
                .containsEntry("chat_id", chat)
                .containsEntry("message_id", "m-1")
                .containsEntry("event_id", event.toString());

        jdbc.sql("update dating_events set step = 'ASK', due_at = now() where id = ?")
                .param(event)
                .update();
        reply("confirm_registration");
        send("m-1", null, "{\"confirmed\": true}");
        assertThat(reply("registration_confirmed")
                        .data()
                        .at("/registration_confirmed/status")
                        .asString())
                .isEqualTo("CONFIRMED");

        send("m-1", null, "{\"confirmed\": true}");
        assertThat(reply("error").data().at("/error/detail").asString()).contains("no data is expected");

        send("m-1", event, "cancel_registration");
        assertThat(reply("registration_cancelled")
                        .data()
                        .at("/registration_cancelled/status")
                        .asString())
                .isEqualTo("CANCELLED");
        assertThat(meters.get("datemaker.messages.processed").counter().count() - processed)
                .isEqualTo(5);
        await().atMost(Duration.ofSeconds(15))
                .until(() -> meters.get("datemaker.inbox.depth").gauge().value() == 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dance                            | one of the commands",
                "{\"dance\": {}}                  | one of the commands",
                "{\"seen\": true}                 | no data is expected",
                "cancel_registration              | not registered",
                "{\"like\": {\"partner_id\": 7}}  | /partner_id",
                "register_event                   | takes no registrations",
                "[1]                              | a command",
                "{{                               | a command, or JSON"
            })
    void whatCannotBeDoneIsAnsweredWithAnError(String value, String detail) {
        jdbc.sql("update dating_events set state_id = 4, due_at = null where id = ?")
                .param(event)
                .update();
        send("m-2", event, value.strip());

        TestMessage error = reply("error");
        assertThat(error.data().at("/error/success").asBoolean(true)).isFalse();
        assertThat(error.data().at("/error/detail").asString()).contains(detail);
        assertThat(error.headers()).containsEntry("message_id", "m-2");
    }

    @Test
    void aBrokenHeaderIsNamedAndWhatCannotBeAnsweredHoldsNothingUp() {
        messages.publishRaw(
                ChatCommands.TOPIC,
                "",
                Map.of("user_id", user.toString()),
                "list_events".getBytes(StandardCharsets.UTF_8));
        messages.publishRaw(
                ChatCommands.TOPIC,
                chat,
                Map.of("user_id", "7", "chat_id", chat),
                "list_events".getBytes(StandardCharsets.UTF_8));

        assertThat(reply("error").data().at("/error/detail").asString())
                .contains("/user_id")
                .contains("a UUID");
        send("m-3", null, "list_events");
        reply("event_list");
    }

    private void send(String message, @Nullable UUID about, String value) {
        Map<String, String> headers =
                new HashMap<>(Map.of("user_id", user.toString(), "chat_id", chat, "message_id", message));
        if (about != null) {
            headers.put("event_id", about.toString());
        }
        messages.publishRaw(ChatCommands.TOPIC, chat, headers, value.getBytes(StandardCharsets.UTF_8));
    }

    private TestMessage reply(String command) {
        return messages.awaitMessage(
                "bot-messages",
                "bot-message.sent",
                message -> message.key().equals(chat) && message.data().has(command));
    }

    private Instant in(Duration time) {
        return clock.instant().plus(time);
    }
}
