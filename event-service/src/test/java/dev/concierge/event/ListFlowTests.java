package dev.concierge.event;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.ListPlans;
import dev.concierge.testsupport.ListRules;
import java.util.Map;
import org.springframework.context.annotation.Import;

@FlowTest(topics = {"users", "segments", "bookings", "date-events", "experiences", "journey-definitions"})
@Import(ListPlans.class)
class ListFlowTests implements ListRules {
    private static final String BY_WINDOWS = "events are kept by months, and looked for in windows that grow";

    @Override
    public Map<String, String> readOtherwise() {
        return Map.of(
                "/events", BY_WINDOWS,
                "/userEvent", BY_WINDOWS,
                "/users/{userId}/events", BY_WINDOWS,
                "/events/imports/{requestId}/refusals", "by its key, and there must be an import",
                "/events/losses?client", "a row a day, client, event and reason, in the order of days",
                "/events/losses?name", "a row a day, client, event and reason, in the order of days",
                "/events/losses?reason", "a row a day, client, event and reason, in the order of days");
    }
}
