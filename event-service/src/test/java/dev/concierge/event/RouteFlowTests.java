package dev.concierge.event;

import dev.concierge.testsupport.FloodRules;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.RouteRules;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
class RouteFlowTests implements RouteRules, FloodRules {
    /** Their write key would be in the body. */
    @Test
    void outsidersWhoTrackKeepNobodyWaiting(ApplicationContext context) throws Exception {
        assertOutsidersKeepNobodyWaiting(context, "/v1/track", "application/json");
    }
}
