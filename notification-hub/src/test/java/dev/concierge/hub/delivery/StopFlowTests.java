package dev.concierge.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.TestTokens;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StopFlowTests extends DeliveryFlow {
    private static final String STOPS = "/ops/notifications/stops";

    @AfterEach
    void goOn() {
        release("all");
        release("email");
    }

    @Test
    void aStoppedChannelWaitsAndTheOthersGoOn() {
        stop("email");

        UUID mail = transactional("email");
        receipt("sent", transactional("inbox"));

        assertThat(shown(mail).path("state").asString()).isEqualTo("pending");
        assertThat(shown(mail).path("reason").asString()).isEqualTo("email: stopped, the shop is on fire");
        assertThat(MAIL.to(address)).isEmpty();
        assertThat(get(STOPS, TestTokens.operator()).body()).contains("\"email\"", "the shop is on fire");
        release("email");
        receipt("sent", mail);
        assertThat(MAIL.to(address)).hasSize(1);
    }

    @Test
    void theSwitchForAllStopsEverything() {
        stop("all");

        UUID mail = transactional("email");
        UUID kept = transactional("inbox");
        UUID live = transactional("live");

        assertThat(get("/inbox/" + userId + "/unread", TestTokens.operator()).body())
                .contains("0");
        assertThat(shown(mail).path("state").asString()).isIn("pending", "");
        release("all");
        receipt("sent", mail);
        receipt("sent", kept);
        receipt("sent", live);
    }

    @Test
    void aChannelThatIsNotThereIsNamed() {
        HttpResponse<String> refused =
                call("PUT", STOPS + "/fax", TestTokens.operator(), "{\"reason\":\"the shop is on fire\"}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("fax", "email");
    }

    private void stop(String channel) {
        HttpResponse<String> stopped =
                call("PUT", STOPS + "/" + channel, TestTokens.operator(), "{\"reason\":\"the shop is on fire\"}");
        assertThat(stopped.statusCode()).as(stopped.body()).isEqualTo(200);
    }

    private void release(String channel) {
        call("DELETE", STOPS + "/" + channel, TestTokens.operator(), "");
    }
}
