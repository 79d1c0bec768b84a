package dev.concierge.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ServiceDefaultsTests {
    private static StandardEnvironment with(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        new ServiceDefaults().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }

    @Test
    void namesTheDatabaseAfterTheService() {
        assertThat(with(Map.of("spring.application.name", "user-service")).getProperty("spring.datasource.url"))
                .isEqualTo("jdbc:postgresql://localhost:5432/user_service");
    }

    @Test
    void readsTheEnvironmentsNames() {
        StandardEnvironment environment = with(Map.of(
                "spring.application.name", "user-service",
                "CONCIERGE_DB_URL", "jdbc:postgresql://db/x",
                "CONCIERGE_HUB_URL", "http://hub",
                "REDIS_HOST", "cache",
                "LOG_LEVEL", "debug"));
        assertThat(environment.getProperty("spring.datasource.url")).isEqualTo("jdbc:postgresql://db/x");
        assertThat(environment.getProperty("concierge.services.hub.url")).isEqualTo("http://hub");
        assertThat(environment.getProperty("spring.data.redis.host")).isEqualTo("cache");
        assertThat(environment.getProperty("logging.level.root")).isEqualTo("debug");
        assertThat(environment.getProperty("concierge.token.state-dir")).isEqualTo(".concierge/state/user-service");
    }

    @Test
    void readsTheSeedsNamesWhereOursAreNotSet() {
        assertThat(with(Map.of("ELIXIR_URL", "http://elixir:4000")).getProperty("concierge.services.hub.url"))
                .isEqualTo("http://elixir:4000");
        assertThat(with(Map.of("NOTIFICATION_HUB_HTTP_URL", "http://notification-hub:4000"))
                        .getProperty("concierge.services.hub.url"))
                .isEqualTo("http://notification-hub:4000");
        assertThat(with(Map.of("AI_AGENT_HTTP_URL", "http://ai-agent-server:3000"))
                        .getProperty("concierge.services.search.url"))
                .isEqualTo("http://ai-agent-server:3000");
        assertThat(with(Map.of("CONCIERGE_HUB_URL", "http://hub", "ELIXIR_URL", "http://elixir:4000"))
                        .getProperty("concierge.services.hub.url"))
                .isEqualTo("http://hub");
    }

    @Test
    void theSeedsNamesOfACognitoPoolMakeItTheIssuer() {
        Map<String, Object> pool = Map.of(
                "COGNITO_USER_POOL_ID", "eu-central-1_Example",
                "COGNITO_CLIENT_ID", "4example",
                "AWS_REGION", "eu-central-1");
        StandardEnvironment environment = with(pool);
        String issuer = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Example";
        assertThat(environment.getProperty("concierge.token.issuer")).isEqualTo(issuer);
        assertThat(environment.getProperty("concierge.token.jwk-set-uri")).isEqualTo(issuer + "/.well-known/jwks.json");
        assertThat(environment.getProperty("concierge.token.audience")).isEqualTo("4example");
        assertThat(environment.getProperty("concierge.token.claims.audience")).isEqualTo("client_id");
        assertThat(environment.getProperty("concierge.token.claims.required")).isEqualTo("token_use=access");

        Map<String, Object> both = new HashMap<>(pool);
        both.put("CONCIERGE_ISSUER", "https://issuer.example");
        both.put("CONCIERGE_AUDIENCE", "4example,5example");
        assertThat(with(both).getProperty("concierge.token.issuer")).isEqualTo("https://issuer.example");
        assertThat(with(both).getProperty("concierge.token.audience")).isEqualTo("4example,5example");
        assertThat(with(Map.of()).getProperty("concierge.token.issuer")).isEqualTo("https://concierge.local");
        assertThat(with(Map.of()).getProperty("concierge.token.claims.required"))
                .isEmpty();
    }

    @Test
    void halfACognitoPoolIsRefusedByName() {
        assertThatThrownBy(() -> with(Map.of("COGNITO_USER_POOL_ID", "eu-central-1_Example")))
                .hasMessageContaining("AWS_REGION is not set");
        assertThatThrownBy(() ->
                        with(Map.of("COGNITO_USER_POOL_ID", "eu-central-1_Example", "AWS_REGION", "eu-central-1")))
                .hasMessageContaining("COGNITO_CLIENT_ID is not set");
        assertThatThrownBy(() -> with(Map.of(
                        "COGNITO_USER_POOL_ID", "eu-central-1_Example",
                        "COGNITO_CLIENT_ID", "4example",
                        "AWS_REGION", "us-east-1")))
                .hasMessageContaining("eu-central-1_Example (expected: a pool in AWS_REGION us-east-1");
    }

    @Test
    void knowsWhichServicesKeepSomething() {
        assertThat(with(Map.of()).getProperty("concierge.computed.services-with-database", String[].class))
                .contains("user-service", "datemaker")
                .doesNotContain("gateway");
    }

    @Test
    void putsManagementBesideTheService() {
        assertThat(with(Map.of("server.port", 8081)).getProperty("management.server.port"))
                .isEqualTo("18081");
        assertThat(with(Map.of("server.port", 0)).getProperty("management.server.port"))
                .isEqualTo("0");
        assertThat(with(Map.of("server.port", 8081, "CONCIERGE_MANAGEMENT_PORT", 9))
                        .getProperty("management.server.port"))
                .isEqualTo("9");
    }

    @Test
    void goesBehindWhatTheServiceSets() {
        assertThat(with(Map.of("spring.datasource.hikari.maximum-pool-size", 4))
                        .getProperty("spring.datasource.hikari.maximum-pool-size"))
                .isEqualTo("4");
    }

    @Test
    void logsJsonOnDemand() {
        assertThat(with(Map.of("LOG_FORMAT", "json")).getProperty("logging.structured.format.console"))
                .isEqualTo("logstash");
        assertThat(with(Map.of()).getProperty("logging.structured.format.console"))
                .isNull();
    }
}
