package dev.concierge.curator;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.ListPlans;
import dev.concierge.testsupport.ListRules;
import java.util.Map;
import org.springframework.context.annotation.Import;

@FlowTest
@Import(ListPlans.class)
class ListFlowTests implements ListRules {
    @Override
    public Map<String, String> readOtherwise() {
        return Map.of(
                "/assistant/memories", "dorathy-search keeps them",
                "/search", "dorathy-search answers it",
                "/curations/{curation}", "a curation is one row, and there must be one",
                "/items as guest", "most of all items are for everybody: it walks from the newest on",
                "/jobs as guest", "acts in or owns: it sorts the jobs of one guest",
                "/requests as guest", "asked or was asked: it sorts the requests of one guest");
    }

    @Override
    public Map<String, String> smallTables() {
        return Map.of("served_model", "one row");
    }
}
