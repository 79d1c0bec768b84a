package dev.concierge.platform.settings;

import dev.concierge.platform.fleet.Fleet;
import dev.concierge.platform.fleet.FleetService;
import dev.concierge.platform.observability.Redaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;

/** Adds {@code concierge-defaults.yaml} below everything a service, the environment or a test sets. */
final class ServiceDefaults implements EnvironmentPostProcessor, Ordered {
    private static final String NAME = "concierge-defaults";
    private static final int MANAGEMENT_OFFSET = 10_000;

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.getPropertySources().contains(NAME)) {
            return;
        }
        environment.getPropertySources().addLast(new MapPropertySource(NAME, computed(environment)));
        try {
            new YamlPropertySourceLoader()
                    .load(NAME + ".yaml", new ClassPathResource(NAME + ".yaml"))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(NAME + ".yaml is not readable in platform/web", unreadable);
        }
        environment.getPropertySources().addLast(new MapPropertySource("concierge-fleet", fleet()));
    }

    /** Where the others listen. */
    private static Map<String, Object> fleet() {
        return Fleet.SERVICES.stream()
                .collect(Collectors.toMap(
                        other -> "concierge.services." + other.key() + ".url",
                        other -> "${CONCIERGE_" + other.alias() + "_URL:http://localhost:" + other.port() + "}"));
    }

    /** What a placeholder cannot compute from other settings. */
    private static Map<String, Object> computed(ConfigurableEnvironment environment) {
        Map<String, Object> values = new HashMap<>();
        String service = environment.getProperty("spring.application.name", "service");
        values.put("concierge.computed.database", service.replace('-', '_'));
        int port = environment.getProperty("server.port", Integer.class, 8080);
        values.put("concierge.computed.management-port", port <= 0 ? port : port + MANAGEMENT_OFFSET);
        values.put("concierge.computed.services-with-database", withDatabase());
        values.putAll(issuer(environment));
        if ("json".equalsIgnoreCase(environment.getProperty("LOG_FORMAT"))) {
            values.put("logging.structured.format.console", "logstash");
        } else {
            values.put("logging.pattern.console", Redaction.PLAIN_LINE);
        }
        return values;
    }

    private static String withDatabase() {
        return Fleet.SERVICES.stream()
                .filter(FleetService::database)
                .map(FleetService::name)
                .collect(Collectors.joining(","));
    }

    /** The seeds' names of a Cognito pool make it the issuer; what it calls things is known, who is who is not. */
    private static Map<String, Object> issuer(ConfigurableEnvironment environment) {
        String pool = environment.getProperty("COGNITO_USER_POOL_ID", "");
        if (pool.isBlank()) {
            return Map.of(
                    "concierge.computed.issuer", "https://concierge.local",
                    "concierge.computed.jwk-set-uri", "http://localhost:8081/oauth2/jwks",
                    "concierge.computed.audience", "concierge",
                    "concierge.computed.audience-claim", "aud",
                    "concierge.computed.required-claims", "");
        }
        String issuer = "https://cognito-idp." + region(environment, pool) + ".amazonaws.com/" + pool;
        return Map.of(
                "concierge.computed.issuer",
                issuer,
                "concierge.computed.jwk-set-uri",
                issuer + "/.well-known/jwks.json",
                "concierge.computed.audience",
                required(environment, "COGNITO_CLIENT_ID", "the client of the pool"),
                "concierge.computed.audience-claim",
                "client_id", // its access tokens have no aud
                "concierge.computed.required-claims",
                "token_use=access");
    }

    /** A pool's id begins with its region. */
    private static String region(ConfigurableEnvironment environment, String pool) {
        String region = required(environment, "AWS_REGION", "the region of the pool " + pool);
        if (pool.contains("_") && !pool.startsWith(region + "_")) {
            throw new IllegalArgumentException("COGNITO_USER_POOL_ID: " + pool + " (expected: a pool in AWS_REGION "
                    + region + ", whose id begins with it)");
        }
        return region;
    }

    private static String required(ConfigurableEnvironment environment, String name, String what) {
        String value = environment.getProperty(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException(
                    name + " is not set (expected: " + what + ", as COGNITO_USER_POOL_ID is set)");
        }
        return value;
    }

    /** After the service's own application.yaml has been read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
