package dev.concierge.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import reactor.core.publisher.Hooks;

/** Where no operator restores the trace for whoever might log, as in the gateway. */
@OnReactive
@ExtendWith(OutputCaptureExtension.class)
class FailureLogTests {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4737";

    @LocalServerPort
    private int port;

    @BeforeEach
    void restoreNothing() {
        Hooks.disableAutomaticContextPropagation();
    }

    @AfterEach
    void restoreAsBefore() {
        Hooks.enableAutomaticContextPropagation();
    }

    @Test
    void aFailureIsLoggedInItsTrace(CapturedOutput output) {
        String token = IssuerInitializer.ISSUER.token("client", "app", "samples:read");

        Http.Answer answer =
                new Http(port).get("/failures/any", token, "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");

        assertThat(answer.status()).isEqualTo(500);
        await().untilAsserted(() -> assertThat(output.toString())
                .containsPattern("ERROR .*\\[" + TRACE + "\\] .*ReactiveProblems.*/failures/any failed"));
    }
}
