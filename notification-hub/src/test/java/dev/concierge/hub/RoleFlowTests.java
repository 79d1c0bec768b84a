package dev.concierge.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.delivery.DeliveryFlow;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;

/** A pod that only delivers. */
@FlowTest(
        properties = "concierge.hub.role=delivery",
        topics = {"users", "notifications", "experience-jobs", "event-tails", "businesses"})
@DirtiesContext
class RoleFlowTests extends DeliveryFlow {
    @Test
    void itDeliversAndHoldsNoSockets() {
        receipt("sent", transactional("email"));

        assertThat(get("/ops/live/lag", TestTokens.operator()).statusCode()).isEqualTo(404);
        assertThat(get("/socket/websocket?vsn=2.0.0&token=" + TestTokens.guest(userId), null)
                        .statusCode())
                .isEqualTo(404);
    }
}
