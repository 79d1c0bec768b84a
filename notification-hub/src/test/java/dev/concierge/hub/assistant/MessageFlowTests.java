package dev.concierge.hub.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.hub.HubFlow;
import dev.concierge.hub.assistant.RelayMessages.Handover;
import dev.concierge.hub.socket.WireClient;
import dev.concierge.platform.effect.RequestedEffect;
import dev.concierge.testsupport.TestTokens;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MessageFlowTests extends HubFlow {
    private final String userId = UUID.randomUUID().toString();
    private final String guest = TestTokens.guest(userId);
    private final String assistant = TestTokens.service("dorathy-search", "notifications:write");

    @Autowired
    private RelayMessages relay;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void bringsAnAnswerToTheScreenPartByPartInOrderAndOnce() throws Exception {
        JsonNode taken = say("{\"userId\":\"" + userId + "\",\"content\":\"A quiet table?\"}");
        String conversation = taken.path("conversationId").asString();
        String message = taken.path("messageId").asString();
        assertThat(heard().path("content").asString()).isEqualTo("A quiet table?");
        try (WireClient screen = socket(guest)) {
            screen.send("[\"1\",\"1\",\"messages:" + conversation + "\",\"phx_join\",{\"since\":0}]");
            JsonNode reply = screen.next();
            String said = reply.at("/4/response/messages/0/payload/content").asString("");
            if (said.isEmpty()) {
                said = screen.next().at("/4/content").asString(); // this pod had not read it yet
            }
            assertThat(said).isEqualTo("A quiet table?");
            answer(conversation, message, 1, "delta", "\" is free.\"");
            answer(conversation, message, 0, "delta", "\"Table 7\"");
            answer(conversation, message, 0, "delta", "\"Table 7\"");
            answer(conversation, message, 2, "function_call", "{\"name\":\"book\"}");
            answer(conversation, message, 3, "final", "\"Table 7 is free.\"");
            assertThat(text(screen.next())).isEqualTo("message_delta \"Table 7\"");
            assertThat(text(screen.next())).isEqualTo("message_delta \" is free.\"");
            assertThat(text(screen.next())).isEqualTo("ai_function_call {\"name\":\"book\"}");
            assertThat(text(screen.next())).isEqualTo("new_message \"Table 7 is free.\"");
        }
    }

    @Test
    void handsAConversationOverInItsOrderThoughTheAssistantFails() throws Exception {
        AGENT.failNext(2);
        String conversation = say("{\"userId\":\"" + userId + "\",\"content\":\"1\"}")
                .path("conversationId")
                .asString();
        for (int at = 2; at <= 5; at++) {
            say("{\"userId\":\"" + userId + "\",\"conversationId\":\"" + conversation + "\",\"content\":\"" + at
                    + "\"}");
        }
        for (int at = 1; at <= 5; at++) {
            assertThat(heard().path("content").asString()).isEqualTo(Integer.toString(at));
        }
    }

    /** A 409 says that it is still at the first attempt. */
    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429})
    void handsAMessageOverAgainThatTheAssistantCannotTakeNow(int status) throws Exception {
        AGENT.failNext(1, status);
        say("{\"userId\":\"" + userId + "\",\"content\":\"Later?\"}");
        assertThat(heard().path("content").asString()).isEqualTo("Later?");
    }

    @Test
    void tellsAGuestWhatTheAssistantRefuses() throws Exception {
        AGENT.failNext(1, 422);
        JsonNode taken = say("{\"userId\":\"" + userId + "\",\"content\":\"Refused?\"}");
        assertThat(toldOf(taken)).isEqualTo("refused");
    }

    @Test
    void aMessageThatHasEndedIsHandedOverNoMore() throws Exception {
        JsonNode taken = say("{\"userId\":\"" + userId + "\",\"content\":\"1\"}");
        String conversation = taken.path("conversationId").asString();
        String message = taken.path("messageId").asString();
        heard();
        answer(conversation, message, 0, "final", "\"done\"");

        var late = new RequestedEffect<>(UUID.randomUUID(), conversation, new Handover(UUID.fromString(message)), 2);
        transaction.executeWithoutResult(_ -> relay.perform(late).commit());

        say("{\"userId\":\"" + userId + "\",\"conversationId\":\"" + conversation + "\",\"content\":\"2\"}");
        assertThat(heard().path("content").asString()).isEqualTo("2");
    }

    /** JSON is UTF-8, whatever charset a client names. */
    @Test
    void isHeardAsItWasSaidWhateverCharsetTheBodyNames() {
        String body = "{\"userId\":\"" + userId + "\",\"content\":\"I am Zoë\"}";

        HttpResponse<String> taken =
                post("/api/messages", guest, body, "Content-Type", "application/json; charset=ISO-8859-1");

        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        assertThat(jdbc.sql("""
                                SELECT content FROM conversation_message JOIN conversation USING (conversation_id)
                                WHERE user_id = ?""").param(userId).query(String.class).single()).isEqualTo("I am Zoë");
    }

    @Test
    void waitsForAnAnswerFromItsLatestPartOn() {
        JsonNode taken = say("{\"userId\":\"" + userId + "\",\"content\":\"A long story?\"}");
        String conversation = taken.path("conversationId").asString();
        String message = taken.path("messageId").asString();
        Instant due = dueAt(message);
        answer(conversation, message, 1, "delta", "\"a time\"");
        assertThat(dueAt(message)).as("of a part that cannot be shown yet").isEqualTo(due);
        answer(conversation, message, 0, "delta", "\"Once upon \"");
        assertThat(dueAt(message)).isAfter(due);
    }

    @Test
    void forgetsWhatAnErasedGuestSaid() {
        String conversation = say("{\"userId\":\"" + userId + "\",\"content\":\"My secret\"}")
                .path("conversationId")
                .asString();
        messages.publish(
                "users", userId, "user.deleted", Map.of("userId", userId, "deletedAt", "2026-11-22T09:00:00Z"));
        // the guest's sockets end with the guest, maybe this one
        await().ignoreExceptions().until(() -> {
            try (WireClient screen = socket(guest)) {
                screen.send("[\"1\",\"1\",\"messages:" + conversation + "\",\"phx_join\",{}]");
                return screen.next().at("/4/response/reason").asString("").equals("unauthorized");
            }
        });
    }

    @Test
    void takesAMessageOnce() {
        String body = "{\"userId\":\"" + userId + "\",\"content\":\"?\",\"messageId\":\"" + UUID.randomUUID() + "\"}";
        assertThat(say(body)).isEqualTo(say(body));
    }

    @Test
    void tellsAGuestThatNobodyAnswers() throws Exception {
        JsonNode taken = say("{\"userId\":\"" + userId + "\",\"content\":\"Hello?\"}");
        assertThat(toldOf(taken)).isEqualTo("timeout");
    }

    /** It may say what was booked: a guest who is not told would book again. */
    @Test
    void anAnswerThatComesAfterTheTimeOutIsShownAllTheSame() throws Exception {
        JsonNode taken = say("{\"userId\":\"" + userId + "\",\"content\":\"Book it\"}");
        String conversation = taken.path("conversationId").asString();
        assertThat(toldOf(taken)).isEqualTo("timeout");
        try (WireClient screen = socket(guest)) {
            screen.send("[\"1\",\"1\",\"messages:" + conversation + "\",\"phx_join\",{}]")
                    .next();
            answer(conversation, taken.path("messageId").asString(), 0, "final", "\"Booked.\"");
            JsonNode shown = screen.next();
            assertThat(text(shown)).isEqualTo("new_message \"Booked.\"");
            assertThat(shown.at("/4/messageId")).isEqualTo(taken.path("messageId"));
        }
    }

    @Test
    void tellsAGuestWhoseMessageIsGivenUp() throws Exception {
        JsonNode taken = say("{\"userId\":\"" + userId + "\",\"content\":\"Anybody?\"}");
        neverOverdue(taken);
        heard();
        var given = new RequestedEffect<>(
                UUID.randomUUID(),
                taken.path("conversationId").asString(),
                new Handover(UUID.fromString(taken.path("messageId").asString())),
                9);

        transaction.executeWithoutResult(_ -> relay.onGivenUp(given, "connection refused"));

        assertThat(toldOf(taken)).isEqualTo("unavailable");
        say("{\"userId\":\"" + userId + "\",\"conversationId\":\""
                + taken.path("conversationId").asString() + "\",\"content\":\"And now?\"}");
        assertThat(heard().path("content").asString()).isEqualTo("And now?");
    }

    @Test
    void whatIsGivenUpAsItsTimeEndsWaitsForNobodyThatWaitsForIt() throws Exception {
        JsonNode taken = say("{\"userId\":\"" + userId + "\",\"content\":\"Anybody?\"}");
        neverOverdue(taken);
        heard();
        String conversation = taken.path("conversationId").asString();
        UUID message = UUID.fromString(taken.path("messageId").asString());
        var given = new RequestedEffect<>(UUID.randomUUID(), conversation, new Handover(message), 9);
        List<CompletableFuture<Void>> ended = new ArrayList<>();

        transaction.executeWithoutResult(_ -> {
            jdbc.sql("SELECT 1 FROM conversation WHERE conversation_id = ? FOR UPDATE")
                    .param(UUID.fromString(conversation))
                    .query(Integer.class)
                    .single();
            ended.add(CompletableFuture.runAsync(
                    () -> {
                        jdbc.sql(
                                        "UPDATE conversation_message SET due_at = now() - interval '1 hour' WHERE message_id = ?")
                                .param(message)
                                .update();
                        relay.endOverdue();
                    },
                    Thread::startVirtualThread));
            await().untilAsserted(() -> assertThat(waiting()).isPositive());
            relay.onGivenUp(given, "connection refused");
        });

        ended.forEach(CompletableFuture::join);
        assertThat(toldOf(taken)).isEqualTo("unavailable");
    }

    @Test
    void keepsConversationsApart() throws Exception {
        String conversation = say("{\"userId\":\"" + userId + "\",\"content\":\"Mine\"}")
                .path("conversationId")
                .asString();
        String other = TestTokens.guest(UUID.randomUUID());
        try (WireClient screen = socket(other)) {
            screen.send("[\"1\",\"1\",\"messages:" + conversation + "\",\"phx_join\",{}]");
            assertThat(screen.next().at("/4/response/reason").asString()).isEqualTo("unauthorized");
        }
        assertThat(post("/api/messages", other, "{\"userId\":\"" + userId + "\",\"content\":\"x\"}")
                        .statusCode())
                .isEqualTo(400);
        String forged = UUID.randomUUID().toString();
        assertThat(post(
                                "/api/messages",
                                TestTokens.guest(forged),
                                "{\"userId\":\"" + forged + "\",\"conversationId\":\"" + conversation
                                        + "\",\"content\":\"x\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    /** Else it would be taken for a repetition, answered 202 and never said. */
    @Test
    void anIdThatSomebodyElseUsedIsRefusedAndNothingIsLost() {
        String used = UUID.randomUUID().toString();
        say("{\"userId\":\"" + userId + "\",\"content\":\"Mine\",\"messageId\":\"" + used + "\"}");
        String other = UUID.randomUUID().toString();
        String body = "{\"userId\":\"" + other + "\",\"conversationId\":\"" + UUID.randomUUID()
                + "\",\"content\":\"Theirs\",\"messageId\":\"" + used + "\"}";

        HttpResponse<String> refused = post("/api/messages", TestTokens.guest(other), body);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("message-id-taken").doesNotContain(userId, "Mine");
        assertThat(post(
                                "/api/messages",
                                TestTokens.guest(other),
                                body.replace(used, UUID.randomUUID().toString()))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void anIdThatSomebodyElseUsedTellsNothingOfTheirConversation() {
        String used = UUID.randomUUID().toString();
        String mine = "{\"userId\":\"" + userId + "\",\"content\":\"Mine\",\"messageId\":\"" + used + "\"}";
        String conversation = say(mine).path("conversationId").asString();
        String other = UUID.randomUUID().toString();
        String body = "{\"userId\":\"" + other + "\",\"content\":\"Mine\",\"messageId\":\"" + used + "\"}";

        HttpResponse<String> refused = post("/api/messages", TestTokens.guest(other), body);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains("message-id-taken", used).doesNotContain(conversation, userId);
        assertThat(say(mine).path("conversationId").asString())
                .as("it is still its guest's")
                .isEqualTo(conversation);
    }

    /** Whoever speaks as a guest books, cancels and reads as the guest: that is more than to send notifications. */
    @Test
    void whoMayOnlySendNotificationsDoesNotSpeakAsAGuest() {
        String body = "{\"userId\":\"" + userId + "\",\"content\":\"yes\"}";

        assertThat(post("/api/messages", TestTokens.client("notifications:write", "users:read"), body)
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/api/messages", TestTokens.client("users:write"), body).statusCode())
                .isEqualTo(202);
    }

    @Test
    void whoTalksWithoutEndIsHeardAThousandTimesADayAndOthersAsEver() {
        String said = UUID.randomUUID().toString();
        String first = "{\"userId\":\"" + userId + "\",\"content\":\"1\",\"messageId\":\"" + said + "\"}";
        say(first);
        // a day may end meanwhile
        jdbc.sql("""
                        INSERT INTO guest_said SELECT ?, (now() AT TIME ZONE 'UTC')::date + later, 999
                        FROM generate_series(0, 1) AS later
                        ON CONFLICT (user_id, day) DO UPDATE SET messages = 999""").param(userId).update();
        say("{\"userId\":\"" + userId + "\",\"content\":\"2\"}");

        HttpResponse<String> refused =
                post("/api/messages", guest, "{\"userId\":\"" + userId + "\",\"content\":\"3\"}");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("too-many-messages");
        assertThat(jdbc.sql("SELECT count(*) FROM conversation WHERE user_id = ?")
                        .param(userId)
                        .query(Integer.class)
                        .single())
                .as("nothing is kept of it")
                .isEqualTo(2);
        say(first);
        String other = UUID.randomUUID().toString();
        assertThat(post("/api/messages", TestTokens.guest(other), "{\"userId\":\"" + other + "\",\"content\":\"x\"}")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void whoSendsManyAtOnceKeepsNobodyElseWaiting() {
        say("{\"userId\":\"" + userId + "\",\"content\":\"1\"}");
        String other = UUID.randomUUID().toString();
        List<CompletableFuture<Integer>> many = new ArrayList<>();

        transaction.executeWithoutResult(_ -> {
            jdbc.sql("SELECT 1 FROM guest_said WHERE user_id = ? FOR UPDATE")
                    .param(userId)
                    .query(Integer.class)
                    .single(); // as one of them does that is under way
            for (int i = 0; i < 20; i++) {
                many.add(CompletableFuture.supplyAsync(
                        () -> post("/api/messages", guest, "{\"userId\":\"" + userId + "\",\"content\":\"2\"}")
                                .statusCode(),
                        Thread::startVirtualThread));
            }
            await().untilAsserted(() -> assertThat(waiting()).isPositive());
            for (int i = 0; i < 20; i++) {
                assertThat(get("/inbox/" + other, TestTokens.guest(other)).statusCode())
                        .isEqualTo(200);
            }
        });

        assertThat(many).extracting(CompletableFuture::join).containsOnly(202);
    }

    /** Statements of this database that wait for a row. */
    private int waiting() {
        return jdbc.sql("""
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event_type = 'Lock'""").query(Integer.class).single();
    }

    @Test
    void aTokenForSomeBusinessesAnswersInTheirConversationsAlone() {
        JsonNode theirs = say("{\"userId\":\"" + userId + "\",\"businessId\":\"hotel\",\"content\":\"A room?\"}");
        JsonNode nobodys = say("{\"userId\":\"" + userId + "\",\"content\":\"A table?\"}");

        assertThat(answered(theirs, "motel")).isEqualTo(404);
        assertThat(answered(nobodys, "hotel")).isEqualTo(404);
        assertThat(answered(theirs, "hotel")).isEqualTo(202);
    }

    private int answered(JsonNode said, String business) {
        String token = TestTokens.token("service", "dorathy-search", "notifications:write")
                .forBusinesses(business)
                .text();
        return post(
                        "/api/agent/responses",
                        token,
                        "{\"conversationId\":\"%s\",\"messageId\":\"%s\",\"index\":0,\"kind\":\"final\",\"content\":\"x\"}"
                                .formatted(
                                        said.path("conversationId").asString(),
                                        said.path("messageId").asString()))
                .statusCode();
    }

    @Test
    void takesAnswersToWhatWasSaidOnly() {
        HttpResponse<String> response = post(
                "/api/agent/responses",
                assistant,
                "{\"conversationId\":\"%s\",\"messageId\":\"%s\",\"index\":0,\"kind\":\"final\",\"content\":\"x\"}"
                        .formatted(UUID.randomUUID(), UUID.randomUUID()));
        assertThat(response.statusCode()).isEqualTo(404);
    }

    @Test
    void allThatIsWrongWithAnAnswerIsSaidAtOnce() {
        HttpResponse<String> response =
                post("/api/agent/responses", assistant, "{\"kind\":\"whispered\",\"content\":null,\"noSuch\":1}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(JsonMapper.shared()
                        .readTree(response.body())
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("pointer").asString()))
                .containsExactly("/content", "/conversationId", "/index", "/kind", "/messageId", "/noSuch");
    }

    /** The error that the guest is shown. */
    private String toldOf(JsonNode taken) throws Exception {
        try (WireClient screen = socket(guest)) {
            screen.send("[\"1\",\"1\",\"messages:"
                    + taken.path("conversationId").asString() + "\",\"phx_join\",{\"since\":0}]");
            for (JsonNode missed : screen.next().at("/4/response/messages")) {
                if (missed.at("/payload").has("error")) {
                    return missed.at("/payload/error").asString();
                }
            }
            JsonNode told = screen.next();
            while (told.at("/4/error").isMissingNode()) {
                told = screen.next();
            }
            return told.at("/4/error").asString();
        }
    }

    /** However long a busy machine takes: another test is about the time-out. */
    private void neverOverdue(JsonNode taken) {
        jdbc.sql("UPDATE conversation_message SET due_at = now() + interval '1 hour' WHERE message_id = ?")
                .param(UUID.fromString(taken.path("messageId").asString()))
                .update();
    }

    private Instant dueAt(String message) {
        return jdbc.sql("SELECT due_at FROM conversation_message WHERE message_id = ?")
                .param(UUID.fromString(message))
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    private JsonNode say(String body) {
        HttpResponse<String> response = post("/api/messages", guest, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return JsonMapper.shared().readTree(response.body());
    }

    private void answer(String conversation, String message, int index, String kind, String content) {
        String body = "{\"conversationId\":\"%s\",\"messageId\":\"%s\",\"index\":%d,\"kind\":\"%s\",\"content\":%s}"
                .formatted(conversation, message, index, kind, content);
        assertThat(post("/api/agent/responses", assistant, body).statusCode()).isEqualTo(202);
    }

    private JsonNode heard() throws InterruptedException {
        JsonNode message = AGENT.from(userId).poll(20, TimeUnit.SECONDS);
        assertThat(message).isNotNull();
        return message;
    }

    private static String text(JsonNode frame) {
        return frame.get(3).asString() + " " + frame.at("/4/content");
    }
}
