package dev.concierge.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.observability.Drain;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What operators and balancers see, on any stack. */
@ExtendWith(OutputCaptureExtension.class)
abstract class HealthRules {
    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    private ApplicationContext context;

    private Http http;
    private Http management;

    @BeforeEach
    void connect() {
        http = new Http(port);
        management = new Http(managementPort);
    }

    @Test
    void tellsItsHealth() {
        Http.Answer answer = http.get("/health");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").stringValue()).isEqualTo("UP");
        assertThat(answer.json().path("service").stringValue()).isEqualTo("sample-service");
        assertThat(answer.json().path("version").stringValue()).isNotBlank();
        assertThat(answer.json().path("components").isObject()).isTrue();
    }

    @Test
    void answersProbesOnBothPorts() {
        for (String path : new String[] {"/livez", "/readyz"}) {
            assertThat(http.get(path).text()).contains("UP");
        }
        assertThat(management.get("/actuator/health/liveness").text()).contains("UP");
        assertThat(management.get("/actuator/health/readiness").text()).contains("UP");
    }

    @Test
    void isNotReadyWhileItRefusesTraffic() {
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        assertThat(http.get("/readyz").status()).isEqualTo(503);
        assertThat(http.get("/livez").status()).isEqualTo(200);
        AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
        assertThat(http.get("/readyz").status()).isEqualTo(200);
    }

    @Test
    void showsMetricsOnTheManagementPortOnly() {
        http.get("/open");
        Http.Answer metrics = management.get("/actuator/prometheus");
        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.text())
                .contains("jvm_memory_used_bytes")
                .contains("http_server_requests_seconds")
                .contains("dependency_up{dependency=\"issuer\"} 1.0");
        assertThat(http.get("/actuator/prometheus").status()).isEqualTo(404);
        assertThat(management.get("/actuator/env").status()).isIn(401, 404);
    }

    @Test
    void refusesOnTheManagementPortAsOnTheOther(CapturedOutput output) {
        Http.Answer refused = management.get("/nothing-of-the-kind");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().path("code").stringValue()).isEqualTo("token-missing");
        assertThat(output).doesNotContain("threw exception");
    }

    @Test
    void countsNoProbesAndNothingTwice() {
        http.get("/open");
        http.get("/livez");
        http.get("/readyz");
        http.get("/health");

        String page = management.get("/actuator/prometheus").text();

        assertThat(page)
                .contains("uri=\"/open\"")
                .doesNotContain("uri=\"/livez\"")
                .doesNotContain("uri=\"/readyz\"")
                .doesNotContain("uri=\"/health\"")
                .doesNotContain("uri=\"/actuator")
                .doesNotContain("spring_security")
                .doesNotContain("exception=\"none\"");
    }

    @Test
    void asksForNewConnectionsWhileItDrains() {
        Drain drain = context.getBean(Drain.class);
        assertThat(http.get("/open").header("Connection")).isEmpty();
        try {
            drain.stop(() -> {});
            assertThat(http.get("/open").header("Connection")).hasValue("close");
        } finally {
            drain.start();
        }
    }

    @Test
    void documentsItself() {
        Http.Answer answer = http.get("/v3/api-docs");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("paths").has("/samples")).isTrue();
        assertThat(answer.json().path("paths").has("/health")).isFalse();
        assertThat(answer.text()).doesNotContain("\"Caller\"}").doesNotContain("\"name\":\"caller\"");
        assertThat(http.get("/v3/api-docs.yaml").text()).contains("openapi:");
    }

    @Test
    void continuesTheCallersTrace() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        Http.Answer answer =
                http.send(http.to("/caller").header("traceparent", "00-" + trace + "-b7ad6b7169203331-01"));
        assertThat(answer.json().path("traceId").stringValue()).isEqualTo(trace);
    }

    @Test
    void keepsSecretsOutOfTheLog(CapturedOutput output) {
        LoggerFactory.getLogger("sample")
                .warn("ada@example.org sent Bearer abc.def", new IllegalStateException("?token=abc.def"));
        assertThat(output)
                .contains("*** sent Bearer ***")
                .contains("?token=***")
                .doesNotContain("abc.def");
    }
}
