package dev.concierge.search;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.ListPlans;
import dev.concierge.testsupport.ListRules;
import java.util.Map;
import org.springframework.context.annotation.Import;

@FlowTest(topics = {"items", "date-events", "interactions", "journey-definitions", "users"})
@Import(ListPlans.class)
class ListFlowTests implements ListRules {
    @Override
    public Map<String, String> readOtherwise() {
        return Map.of(
                "/search", "the index answers it",
                "/ops/search", "the index answers it");
    }
}
