package dev.concierge.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.testsupport.TestTokens;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What another pod leaves behind when it dies. */
class InDoubtFlowTests extends DeliveryFlow {
    private static final String STOP = "/ops/notifications/stops/email";

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void goOn() {
        call("DELETE", STOP, TestTokens.operator(), "");
    }

    @Test
    void aMailThatMayHaveLeftIsNotSentAgain() {
        UUID id = leftBehind("sending");

        assertThat(reason("failed", id)).startsWith("email: in doubt");
        assertThat(MAIL.to(address)).isEmpty();
    }

    @Test
    void aMailThatWasOnlyLookedAtIsSent() {
        UUID id = leftBehind("claimed");

        await().untilAsserted(() -> assertThat(MAIL.to(address)).hasSize(1));
        await().untilAsserted(
                        () -> assertThat(shown(id).path("state").asString()).isEqualTo("sent"));
    }

    /** By a pod whose claim has run out. */
    private UUID leftBehind(String state) {
        call("PUT", STOP, TestTokens.operator(), "{\"reason\":\"so that nobody takes it\"}");
        UUID id = transactional("email", "inbox");
        receipt("sent", id);
        jdbc.sql("UPDATE delivery SET state = ?, attempts = 1 WHERE notification_id = ? AND channel = 'email'")
                .params(state, id)
                .update();
        goOn();
        return id;
    }
}
