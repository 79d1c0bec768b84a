package dev.concierge.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.gateway.FakeFleet;
import dev.concierge.gateway.FakeService;
import dev.concierge.gateway.Handshake;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Two copies of datemaker stand behind this gateway. */
@FlowTest
class CopiesFlowTests extends FakeFleet {
    private static final FakeService FIRST = new FakeService("first");
    private static final FakeService SECOND = new FakeService("second");

    @DynamicPropertySource
    static void copies(DynamicPropertyRegistry registry) {
        registry.add("CONCIERGE_DATEMAKER_URL", () -> FIRST.url() + "," + SECOND.url());
    }

    @Test
    void requestsAndSocketsGoToEveryCopyAndWhenOneGoesToTheOther() throws Exception {
        Set<String> answered = new TreeSet<>();
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            answered.add(answeredBy());
            return answered.size() == 2;
        });
        assertThat(answered).containsExactly("first", "second");
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            assertThat(openSocket()).startsWith("HTTP/1.1 101");
            return FIRST.handshakes() > 0 && SECOND.handshakes() > 0;
        });

        FIRST.stop();

        // some of these are sent before the next health check, so they meet the closed port first
        for (int i = 0; i < 20; i++) {
            assertThat(answeredBy()).isEqualTo("second");
            assertThat(openSocket()).startsWith("HTTP/1.1 101");
        }

        SECOND.stop();
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            HttpResponse<String> answer = ask();
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("service-unreachable").contains("datemaker");
        });
        assertThat(openSocket()).startsWith("HTTP/1.1 503").contains("service-unreachable", "datemaker");
    }

    private String answeredBy() throws Exception {
        HttpResponse<String> answer = ask();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("X-Answered-By").orElseThrow();
    }

    private String openSocket() {
        return Handshake.answer(
                port, "/dating/calls/1/signal", "Authorization: Bearer " + TestTokens.service("journey-service"));
    }

    private HttpResponse<String> ask() throws Exception {
        return send(request("/dating/events", TestTokens.service("journey-service"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"n\":1}")));
    }
}
