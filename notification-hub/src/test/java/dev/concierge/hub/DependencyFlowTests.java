package dev.concierge.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

class DependencyFlowTests extends HubFlow {
    @Test
    void aMailServerThatIsAwayIsNamedAndMakesNobodyUnready() {
        await().untilAsserted(() -> assertThat(scrape()).contains("dependency_up{dependency=\"mail\"} 1.0"));
        MAIL.stop();
        try {
            await().untilAsserted(() -> assertThat(scrape()).contains("dependency_up{dependency=\"mail\"} 0.0"));

            assertThat(get("/readyz", null).statusCode()).isEqualTo(200);
        } finally {
            MAIL.start();
        }
        await().untilAsserted(() -> assertThat(scrape()).contains("dependency_up{dependency=\"mail\"} 1.0"));
    }
}
