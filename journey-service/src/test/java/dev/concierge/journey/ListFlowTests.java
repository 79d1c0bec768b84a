package dev.concierge.journey;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.ListPlans;
import dev.concierge.testsupport.ListRules;
import java.util.Map;
import org.springframework.context.annotation.Import;

@FlowTest(topics = {"journey-triggers", "users", "notification-receipts"})
@Import(ListPlans.class)
class ListFlowTests implements ListRules {
    @Override
    public Map<String, String> values() {
        return Map.of("status", "waiting");
    }

    @Override
    public Map<String, String> readOtherwise() {
        return Map.of(
                "/journeys/runs as guest", "it sorts the runs of one guest",
                "/journeys/runs?userId", "it sorts the runs of one guest",
                "/journeys/runs?status", "it walks from the newest on, as no index knows how runs stand now",
                "/journeys/runs/{runId}/timeline", "by its key, and there must be a run");
    }
}
