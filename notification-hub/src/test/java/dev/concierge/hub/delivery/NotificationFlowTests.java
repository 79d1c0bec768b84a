package dev.concierge.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.hub.HubFlow;
import dev.concierge.hub.socket.WireClient;
import dev.concierge.testsupport.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NotificationFlowTests extends HubFlow {
    private static final Map<String, String> WELCOME =
            Map.of("subject", "Welcome, {{user.firstName}}", "text", "Good to have you here, {{user.firstName}}.");

    private final String userId = UUID.randomUUID().toString();
    private final String address = userId + "@example.com";

    @Autowired
    private MeterRegistry meters;

    @BeforeEach
    void knowTheGuest() {
        USERS.knows(userId, "Ada", address);
    }

    @AfterEach
    void mailIsBack() {
        MAIL.accept(address);
    }

    @Test
    void mailsWhatIsRequestedAndSaysSo() throws Exception {
        UUID id = request(
                Map.of(
                        "subject", "Welcome, {{user.firstName}}",
                        "text", "Good to have you here, {{user.firstName}}: {{data.room}}.",
                        "html", "<p>{{user.firstName}}: {{data.room}}</p>"),
                "email");
        JsonNode receipt = receipt("sent", id);
        assertThat(receipt.path("channel").asString()).isEqualTo("email");
        assertThat(receipt.path("source").path("node").asString()).isEqualTo("welcome-mail");

        MimeMessage mail = MAIL.to(address).getFirst();
        assertThat(mail.getSubject()).isEqualTo("Welcome, Ada");
        assertThat(mail.getMessageID()).matches("<" + id + "\\.[0-9a-f]{20}@concierge>");
        assertThat(mail.getHeader("X-Notification-ID")).containsExactly(id.toString());
        String parts = new String(
                ((MimeMultipart) mail.getContent())
                        .getBodyPart(0)
                        .getInputStream()
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        assertThat(parts).contains("Good to have you here, Ada: Tea & <Sea>.", "<p>Ada: Tea &amp; &lt;Sea&gt;</p>");

        JsonNode view = JsonMapper.shared()
                .readTree(get("/notifications/" + id, TestTokens.operator()).body());
        assertThat(view.at("/channels/0/state").asString()).isEqualTo("sent");
    }

    @Test
    void aDomainBeyondAsciiIsWrittenToAsPunycode() {
        USERS.knows(userId, "Max", userId + "@müller.example");

        receipt("sent", request(WELCOME, "email"));

        assertThat(MAIL.to(userId + "@xn--mller-kva.example")).hasSize(1);
    }

    @Test
    void mailsOnceWhateverIsRedelivered() {
        UUID id = UUID.randomUUID();
        request(id, WELCOME, "email");
        request(id, WELCOME, "email");
        UUID last = request(WELCOME, "email");
        receipt("sent", last);
        assertThat(MAIL.to(address)).hasSize(2);
        assertThat(messages.received("notification-receipts"))
                .filteredOn(message ->
                        message.data().path("notificationId").asString().equals(id.toString()))
                .hasSize(1);
    }

    /** A counter that begins with its first failure has no rate then, and its share of all no value before. */
    @Test
    void howeverDeliveriesEndItIsCountedFromTheStart() {
        assertThat(List.of("sent", "failed", "suppressed", "delayed", "retried"))
                .allSatisfy(
                        end -> assertThat(meters.get("hub.notifications." + end).counters())
                                .extracting(counter -> counter.getId().getTag("channel"))
                                .contains("email", "live", "inbox"));
    }

    @Test
    void waitsForAMailServerThatIsDown() {
        double retried =
                meters.counter("hub.notifications.retried", "channel", "email").count();
        MAIL.stop();
        try {
            UUID id = request(WELCOME, "email");
            await().until(() -> meters.counter("hub.notifications.retried", "channel", "email")
                            .count()
                    > retried);
            assertThat(get("/notifications/" + id, TestTokens.operator()).body())
                    .contains("pending");
            MAIL.start();
            receipt("sent", id);
            assertThat(MAIL.to(address)).hasSize(1);
        } finally {
            MAIL.stop();
            MAIL.start();
        }
    }

    @Test
    void comesAgainWhenAskedTo() {
        double retried =
                meters.counter("hub.notifications.retried", "channel", "email").count();
        MAIL.refuse(address, 451, "4.7.1 greylisted");
        UUID id = request(WELCOME, "email");
        await().until(() ->
                meters.counter("hub.notifications.retried", "channel", "email").count() > retried);
        MAIL.accept(address);
        receipt("sent", id);
    }

    @Test
    void givesUpAtOnceOnAMailboxThatIsNotThere() {
        MAIL.refuse(address, 550, "5.1.1 <" + address + ">: no such mailbox");
        UUID id = request(WELCOME, "email");
        assertThat(receipt("failed", id).path("reason").asString())
                .contains("550", "no such mailbox")
                .doesNotContain(address);
    }

    @Test
    void respectsWhoUnsubscribed() {
        USERS.knowsUnsubscribed(userId, address);
        UUID id = request(WELCOME, "email", "sms");
        assertThat(receipt("suppressed", id, "email").path("reason").asString()).isEqualTo("email: unsubscribed");
        assertThat(receipt("suppressed", id, "sms").path("reason").asString()).isEqualTo("sms: no provider configured");
        assertThat(MAIL.to(address)).isEmpty();
    }

    @Test
    void writesToTheAddressOfTheLatestChangeItHeardOf() {
        double heard = meters.counter("cache.evictions", "cache", "contacts").count();
        receipt("sent", request(WELCOME, "email"));
        String moved = "moved-" + address;

        long version = USERS.knows(userId, "Ada", moved);
        messages.publish(
                "users",
                userId,
                "user.updated",
                Map.of(
                        "userId",
                        userId,
                        "version",
                        version,
                        "updatedAt",
                        "2026-11-22T09:00:00Z",
                        "isActive",
                        true,
                        "changed",
                        List.of("email"),
                        "attributes",
                        Map.of()));
        await().until(() ->
                meters.counter("cache.evictions", "cache", "contacts").count() > heard);
        receipt("sent", request(WELCOME, "email"));

        assertThat(MAIL.to(address)).hasSize(1);
        assertThat(MAIL.to(moved)).hasSize(1);
    }

    @Test
    void writesToNobodyWhoIsGone() {
        String gone = UUID.randomUUID().toString();
        UUID id = UUID.randomUUID();
        messages.publish("notifications", gone, "notification.requested", requested(id, gone, WELCOME, "email"));
        assertThat(receipt("suppressed", id).path("reason").asString()).isEqualTo("email: user gone");
    }

    @Test
    void showsItLiveWithoutPersonalData() throws Exception {
        try (WireClient guest = socket(TestTokens.guest(userId))) {
            guest.send("[\"1\",\"1\",\"users:" + userId + "\",\"phx_join\",{}]").next();
            UUID id = request(WELCOME, "live");
            JsonNode frame = guest.next();
            assertThat(frame.get(3).asString()).isEqualTo("notification");
            assertThat(frame.at("/4/notificationId").asString()).isEqualTo(id.toString());
            assertThat(frame.at("/4/subject").asString()).isEqualTo("Welcome");
            assertThat(frame.at("/4/text").asString()).isEqualTo("Good to have you here.");
            receipt("sent", id);
        }
    }

    @Test
    void forgetsAnErasedGuest() {
        UUID id = request(WELCOME, "live");
        receipt("sent", id);
        messages.publish(
                "users", userId, "user.deleted", Map.of("userId", userId, "deletedAt", "2026-11-22T09:00:00Z"));
        await().until(() -> get("/notifications/" + id, TestTokens.operator()).statusCode() == 404);
        messages.await(
                "live", "live.disconnect", it -> it.path("subject").asString("").equals(userId)); // on every pod
    }

    private UUID request(Map<String, String> content, String... channels) {
        return request(UUID.randomUUID(), content, channels);
    }

    private UUID request(UUID id, Map<String, String> content, String... channels) {
        messages.publish("notifications", userId, "notification.requested", requested(id, userId, content, channels));
        return id;
    }

    private static Map<String, Object> requested(
            UUID id, String userId, Map<String, String> content, String... channels) {
        return Map.of(
                "notificationId",
                id,
                "userId",
                userId,
                "channels",
                List.of(channels),
                "category",
                "transactional",
                "content",
                content,
                "data",
                Map.of("room", "Tea & <Sea>"),
                "source",
                Map.of("journeyId", "welcome", "node", "welcome-mail"),
                "requestedAt",
                "2026-11-22T09:00:00Z");
    }

    private JsonNode receipt(String outcome, UUID id) {
        return messages.await("notification-receipts", "notification." + outcome, data -> isAbout(data, id));
    }

    private JsonNode receipt(String outcome, UUID id, String channel) {
        return messages.await(
                "notification-receipts",
                "notification." + outcome,
                data -> isAbout(data, id) && data.path("channel").asString().equals(channel));
    }

    private static boolean isAbout(JsonNode data, UUID id) {
        return data.path("notificationId").asString().equals(id.toString());
    }
}
