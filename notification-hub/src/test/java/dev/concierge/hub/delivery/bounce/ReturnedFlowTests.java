package dev.concierge.hub.delivery.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.hub.delivery.DeliveryFlow;
import jakarta.mail.MessagingException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnedFlowTests extends DeliveryFlow {
    private static final byte[] SECRET = Base64.getDecoder().decode(WEBHOOK_SECRET);

    @Test
    void whoCannotBeReachedIsNotWrittenToAgain() throws Exception {
        String id = sent();

        HttpResponse<String> taken = returned(
                "message/rfc822",
                new String(
                        ReturnedTests.report(id, "delivery-status", """
                                Content-Type: message/delivery-status

                                Reporting-MTA: dns; mx.example.org

                                Final-Recipient: rfc822; %s
                                Action: failed
                                Status: 5.1.1
                                """.formatted(address)), StandardCharsets.UTF_8));

        assertThat(taken.body()).contains("unreachable");
        await().until(() -> !USERS.consentsOf(userId).isEmpty());
        assertThat(USERS.consentsOf(userId).getFirst()).contains("reachable", "bounce", "false");
    }

    @Test
    void whatComesBackToTheMailboxIsObeyedToo() throws Exception {
        String id = sent();
        RETURNED.deliver(ReturnedTests.report(id, "delivery-status", """
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.org

                Final-Recipient: rfc822; %s
                Action: failed
                Status: 5.1.1
                """.formatted(address)));

        await().until(() -> !USERS.consentsOf(userId).isEmpty());
        assertThat(USERS.consentsOf(userId).getFirst()).contains("reachable", "bounce", "false");
        await().until(() -> RETURNED.size() == 0);
        assertThat(MAIL.senders()).containsExactly("returned@localhost");
    }

    @Test
    void aComplaintTakesConsentBackAtOnce() throws Exception {
        USERS.takesConsents(false);
        try {
            String id = sent();

            HttpResponse<String> taken = returned(
                    "application/json",
                    "{\"events\":[{\"type\":\"complaint\",\"messageId\":\"<" + id + ">\"},"
                            + "{\"type\":\"bounce\",\"messageId\":\"<" + id
                            + ">\",\"status\":\"5.2.2\"}]}");

            assertThat(json(taken.body()).path("results").toString())
                    .isEqualTo("[\"unsubscribed\",\"ignored: not for good\"]");
            assertThat(reason("suppressed", marketing("email"))).isEqualTo("email: unsubscribed");
        } finally {
            USERS.takesConsents(true);
        }
    }

    @Test
    void whatNobodySignedChangesNothing() throws Exception {
        String id = sent();
        String body = "{\"events\":[{\"type\":\"complaint\",\"messageId\":\"<" + id + ">\"}]}";
        long now = Instant.now().getEpochSecond();

        assertThat(send(
                                "application/json",
                                body,
                                now,
                                "v1," + Base64.getEncoder().encodeToString(new byte[32]))
                        .statusCode())
                .isEqualTo(401);
        long old = now - 600;
        assertThat(send("application/json", body, old, signature(old, body)).statusCode())
                .isEqualTo(401);
        assertThat(USERS.consentsOf(userId)).isEmpty();
    }

    /** Anybody may write to where mails come back, and who knows what caused one can work out the notification's id. */
    @Test
    void whoHasNotHadTheMailCannotSayThatItCameBack() throws Exception {
        UUID id = transactional("email");
        receipt("sent", id);

        HttpResponse<String> mail = returned("message/rfc822", complaint(id + "@concierge"));
        HttpResponse<String> event = returned(
                "application/json", "{\"events\":[{\"type\":\"complaint\",\"messageId\":\"<" + id + "@concierge>\"}]}");
        assertThat(mail.body()).contains("not about a mail of ours");
        assertThat(event.body()).contains("not about a mail of ours");

        assertThat(returned("message/rfc822", complaint(sent())).body()).contains("unsubscribed");
        await().until(() -> !USERS.consentsOf(userId).isEmpty());
        assertThat(USERS.consentsOf(userId)).hasSize(1);
    }

    private static String complaint(String messageId) {
        return new String(
                ReturnedTests.report(
                        messageId,
                        "feedback-report",
                        "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\n"),
                StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"type\":\"bounce\"}", "{\"messageId\":\"<a@b>\"}"})
    void anEventThatSaysNothingIsNamed(String event) throws Exception {
        HttpResponse<String> refused = returned("application/json", "{\"events\":[" + event + "]}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused.body()).at("/errors/0/pointer").asString()).isEqualTo("/events/0");
    }

    /** The id that the mail has, without brackets. */
    private String sent() throws MessagingException {
        receipt("sent", marketing("email"));
        String id = MAIL.to(address).getLast().getMessageID();
        return id.substring(1, id.length() - 1);
    }

    private HttpResponse<String> returned(String type, String body) throws Exception {
        long now = Instant.now().getEpochSecond();
        return send(type, body, now, "v1,x " + signature(now, body));
    }

    private HttpResponse<String> send(String type, String body, long timestamp, String signature) {
        return post(
                "/webhooks/mail",
                null,
                body,
                "Content-Type",
                type,
                "webhook-id",
                "1",
                "webhook-timestamp",
                String.valueOf(timestamp),
                "webhook-signature",
                signature);
    }

    private static String signature(long timestamp, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        return "v1,"
                + Base64.getEncoder()
                        .encodeToString(mac.doFinal(("1." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8)));
    }
}
