package dev.concierge.hub.delivery.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.hub.delivery.DeliveryFlow;
import dev.concierge.testsupport.TestTokens;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class ForgetOldNotificationsFlowTests extends DeliveryFlow {
    @Autowired
    private ForgetOldNotifications forget;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void whatAMailSaidIsForgottenBeforeWhatBecameOfIt() {
        UUID recent = sent(Duration.ofDays(89));
        UUID old = sent(Duration.ofDays(91));

        forget.run();

        assertThat(said(recent)).contains("Hello there.", "suite 7");
        assertThat(said(old)).doesNotContain("Hello", "suite 7");
        assertThat(shown(old).path("state").asString()).isEqualTo("sent");
    }

    @Test
    void whatBecameOfItIsForgottenLaterAndTheMailComesNoSecondTime() {
        UUID recent = sent(Duration.ofDays(364));
        UUID old = sent(Duration.ofDays(366));

        forget.run();

        assertThat(get("/notifications/" + recent, TestTokens.operator()).statusCode())
                .isEqualTo(200);
        assertThat(get("/notifications/" + old, TestTokens.operator()).statusCode())
                .isEqualTo(404);
        assertThat(MAIL.to(address)).hasSize(2);
    }

    @Test
    void whatIsStillToGoOutStays() {
        UUID waiting = sent(Duration.ofDays(400));
        jdbc.sql("UPDATE delivery SET state = 'held', due_at = now() + interval '1 day' WHERE notification_id = ?")
                .param(waiting)
                .update();

        forget.run();

        assertThat(said(waiting)).contains("Hello there.");
        jdbc.sql("DELETE FROM notification WHERE notification_id = ?")
                .param(waiting)
                .update();
    }

    @Test
    void inboxesHaveATimeOfTheirOwn() {
        UUID recent = arrived(Duration.ofDays(364));
        UUID old = arrived(Duration.ofDays(366));

        forget.run();

        assertThat(get("/inbox/" + userId, TestTokens.guest(userId)).body())
                .contains(recent.toString())
                .doesNotContain(old.toString());
    }

    @Test
    void nothingIsForgottenWhileItMayComeAgain() {
        Duration week = Duration.ofDays(7);
        Duration year = Duration.ofDays(365);

        assertThatThrownBy(() -> new KeptSettings(week, year, year))
                .hasMessage("concierge.hub.kept.mails: PT168H (expected: at least PT192H)");
        assertThatThrownBy(() -> new KeptSettings(year, Duration.ofDays(90), year))
                .hasMessageContaining("concierge.hub.kept.receipts");
        assertThatThrownBy(() -> new KeptSettings(year, year, week)).hasMessageContaining("concierge.hub.kept.inbox");
    }

    private UUID sent(Duration ago) {
        UUID id = request(Map.of("data", Map.of("room", "suite 7")), "email");
        receipt("sent", id);
        return received("notification", id, ago);
    }

    private UUID arrived(Duration ago) {
        UUID id = transactional("inbox");
        receipt("sent", id);
        return received("inbox_item", id, ago);
    }

    private UUID received(String table, UUID id, Duration ago) {
        jdbc.sql("UPDATE " + table + " SET received_at = now() - make_interval(secs => ?) WHERE notification_id = ?")
                .params((double) ago.toSeconds(), id)
                .update();
        return id;
    }

    private String said(UUID id) {
        return jdbc.sql("SELECT concat(content, data) FROM notification WHERE notification_id = ?")
                .param(id)
                .query(String.class)
                .single();
    }
}
