package dev.concierge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.gateway.route.Routes;
import dev.concierge.gateway.route.ServiceRoute;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.annotation.DirtiesContext;

/** What Prometheus reads of a gateway of which nothing was measured before: histograms are by route here. */
@FlowTest(properties = "concierge.gateway.socket.max=10")
@DirtiesContext
class ScrapeFlowTests extends FakeFleet {
    private static final int LARGEST = 60_000;

    @LocalManagementPort
    private int managementPort;

    @Test
    void isSmallWhenEachRouteHasBeenAsked() throws Exception {
        for (ServiceRoute route : Routes.ALL) {
            String path = route.pattern().replace("/**", "/1").replace("*", "1");
            send(request(path, TestTokens.operator()));
        }

        String page = scrape();

        assertThat(page)
                .contains("http_server_requests_seconds_bucket{method=\"GET\",status=\"200\",uri=\"/users/**\"");
        assertThat(page.length()).isLessThan(LARGEST);
    }

    @Test
    void addressesThatNobodyOffersAreNoLabels() throws Exception {
        for (int i = 0; i < 50; i++) {
            send(request("/nowhere/" + i, TestTokens.operator()));
        }

        assertThat(scrape()).doesNotContain("/nowhere");
    }

    private String scrape() throws IOException, InterruptedException {
        URI page = URI.create("http://localhost:" + managementPort + "/actuator/prometheus");
        return send(HttpRequest.newBuilder(page)).body();
    }
}
