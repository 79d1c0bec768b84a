package dev.concierge.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestTokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ReceiptFlowTests extends DeliveryFlow {
    @Autowired
    private TestClock clock;

    @Test
    void theReceiptsOfASpanOfTimeAreListedOnceEach() {
        Instant from = clock.instant();
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            UUID id = transactional("inbox");
            receipt("sent", id);
            wanted.add(id.toString());
        }
        Instant to = clock.instant();

        List<String> listed = new ArrayList<>();
        String query = "?from=" + from + "&to=" + to + "&limit=2";
        JsonNode page = json(
                get("/notifications/receipts" + query, TestTokens.operator()).body());
        page.path("items")
                .forEach(item -> listed.add(item.path("notificationId").asString()));
        while (!page.path("next").isMissingNode() && !page.path("next").isNull()) {
            String next = query + "&cursor=" + page.path("next").asString();
            page = json(
                    get("/notifications/receipts" + next, TestTokens.operator()).body());
            page.path("items")
                    .forEach(item -> listed.add(item.path("notificationId").asString()));
        }

        assertThat(listed).containsExactlyElementsOf(wanted);
    }
}
