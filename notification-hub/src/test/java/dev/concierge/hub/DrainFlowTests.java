package dev.concierge.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.hub.socket.WireClient;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.test.annotation.DirtiesContext;

/** A pod that is no longer ready and has not sent its sockets away yet. */
@FlowTest(
        properties = "concierge.observability.drain-delay=10s",
        topics = {"users", "notifications", "experience-jobs", "event-tails", "businesses"})
@DirtiesContext
class DrainFlowTests extends HubFlow {
    @Autowired
    private ConfigurableApplicationContext context;

    @Test
    void whatIsPostedReachesTheSocketsUntilTheyAreSentAway() throws Exception {
        String business = "b-" + UUID.randomUUID();
        List<SmartLifecycle> first = stoppedFirst();
        try (WireClient screen = socket(TestTokens.clientOf(business))) {
            screen.send("[\"1\",\"1\",\"resources:" + business + "\",\"phx_join\",{}]")
                    .next();
            Thread closing = Thread.ofPlatform().start(context::stop);
            await().until(() -> first.stream().noneMatch(SmartLifecycle::isRunning));

            String resourceService = TestTokens.service("resource-service", "notifications:write");
            assertThat(post("/api/notifications", resourceService, """
                                    {"type":"resource_updated","resourceType":"menu","businessId":"%s",\
                                    "locationId":"bar-1","resourceId":"m1","timestamp":"2025-01-08T10:00:00.000Z"}""".formatted(business))
                            .statusCode())
                    .isEqualTo(200);

            assertThat(screen.next().get(3).asString()).isEqualTo("resource_update");
            assertThat(screen.closeCode()).isEqualTo(1012);
            closing.join();
        }
    }

    /** Of ours, what stops as the drain's delay begins. */
    private List<SmartLifecycle> stoppedFirst() {
        return context.getBeansOfType(SmartLifecycle.class).values().stream()
                .filter(bean -> bean.getPhase() == SmartLifecycle.DEFAULT_PHASE)
                .filter(bean -> bean.getClass().getName().startsWith("dev.concierge."))
                .toList();
    }
}
