package dev.concierge.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A service goes on accepting valid tokens while their issuer is down, even after its own restart. */
class IssuerOutageTests {
    @TempDir
    private Path state;

    private ConfigurableApplicationContext start(Issuer issuer) {
        return new SpringApplicationBuilder(SampleApplication.class)
                .web(WebApplicationType.SERVLET)
                .run(
                        "--server.port=0",
                        "--spring.application.name=sample-service",
                        "--concierge.token.issuer=" + Issuer.NAME,
                        "--concierge.token.jwk-set-uri=" + issuer.jwkSetUri(),
                        "--concierge.revocations.uri=" + issuer.revocationsUri(),
                        "--concierge.token.state-dir=" + state,
                        "--spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");
    }

    private static Http to(ConfigurableApplicationContext context) {
        return new Http(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    @Test
    void outlivesItsIssuer() {
        try (Issuer issuer = new Issuer()) {
            String token = issuer.token("client", "app", "samples:read");
            try (ConfigurableApplicationContext context = start(issuer)) {
                assertThat(issuer.fetches()).as("lazy").isZero();
                assertThat(to(context).get("/caller", token).status()).isEqualTo(200);
                issuer.stop();
                assertThat(to(context).get("/caller", token).status()).isEqualTo(200);
                unknownKey(to(context));
            }
            assertThat(state).isDirectoryContaining(file -> file.endsWith("issuer-keys.json"));
            try (ConfigurableApplicationContext context = start(issuer)) {
                assertThat(to(context).get("/caller", token).status()).isEqualTo(200);
                unknownKey(to(context));
            }
        }
    }

    /** Restarted or not, it has what it needs for tokens that are known; all pods would go at once. */
    @Test
    void anIssuerThatIsAwayIsNamedAndMakesNobodyUnready() {
        try (Issuer issuer = new Issuer();
                ConfigurableApplicationContext context = start(issuer)) {
            issuer.stop();

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(up(context)).isZero());
            assertThat(to(context).get("/readyz").status()).isEqualTo(200);

            issuer.startAgain();
            await().untilAsserted(() -> assertThat(up(context)).isOne());
        }
    }

    private static double up(ConfigurableApplicationContext context) {
        return context.getBean(MeterRegistry.class)
                .get("dependency.up")
                .tag("dependency", "issuer")
                .gauge()
                .value();
    }

    private static void unknownKey(Http http) {
        String forged = Issuer.token(Issuer.newKey("key-9"), JWSAlgorithm.RS256, UnaryOperator.identity());
        assertThat(http.get("/caller", forged).status()).isEqualTo(401);
    }

    @Test
    void isUnavailableUntilItHasSeenTheKeysOnce() throws Exception {
        try (Issuer issuer = new Issuer()) {
            String token = issuer.token("client", "app", "samples:read");
            issuer.stop();
            Files.writeString(state.resolve("issuer-keys.json"), "{ half a file");
            try (ConfigurableApplicationContext context = start(issuer)) {
                Http.Answer answer = to(context).get("/caller", token);
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.json().path("code").stringValue()).isEqualTo("keys-unavailable");
                assertThat(answer.header("Retry-After")).isPresent();
                assertThat(to(context).get("/open").status()).isEqualTo(200);
                issuer.startAgain();
                await().untilAsserted(() ->
                        assertThat(to(context).get("/caller", token).status()).isEqualTo(200));
            }
        }
    }
}
