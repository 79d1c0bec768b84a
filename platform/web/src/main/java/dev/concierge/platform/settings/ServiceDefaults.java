package dev.concierge.platform.settings;

import dev.concierge.platform.fleet.Fleet;
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
        if ("json".equalsIgnoreCase(environment.getProperty("LOG_FORMAT"))) {
            values.put("logging.structured.format.console", "logstash");
        } else {
            values.put("logging.pattern.console", Redaction.PLAIN_LINE);
        }
        return values;
    }

    /** After the service's own application.yaml has been read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
