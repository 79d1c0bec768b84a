package dev.concierge.platform.observability;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationPredicate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.server.observation.ServerRequestObservationContext;

@AutoConfiguration
@ConditionalOnWebApplication
@EnableConfigurationProperties(ObservabilitySettings.class)
public class ObservabilityAutoConfiguration {
    private static final String NOT_BUILT = "dev";
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Bean
    HealthReports healthReports(
            HealthEndpoint endpoint,
            ObjectProvider<BuildProperties> build,
            @Value("${spring.application.name:service}") String service,
            Clock clock) {
        BuildProperties properties = build.getIfAvailable();
        String version = properties == null ? null : properties.getVersion();
        return new HealthReports(endpoint, service, version == null ? NOT_BUILT : version, clock);
    }

    @Bean
    Drain drain(ObservabilitySettings settings) {
        return new Drain(settings.drainDelay());
    }

    @Bean
    DependencyChecks dependencyChecks(
            ObjectProvider<HealthContributorRegistry> contributors,
            ObjectProvider<Dependency> dependencies,
            ObjectProvider<MeterRegistry> meters) {
        Map<String, Dependency> all = new TreeMap<>();
        contributors.stream()
                .flatMap(contributor -> ContributedDependencies.of(contributor).stream())
                .forEach(dependency -> all.put(dependency.name(), dependency));
        // over an indicator of the same name, which may tell no more than whether there is a connection
        dependencies.orderedStream().forEach(dependency -> all.put(dependency.name(), dependency));
        return new DependencyChecks(
                List.copyOf(all.values()), BETWEEN_CHECKS, PATIENCE, meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    MeterFilter requestsWithoutRepetitions() {
        return RequestMetrics.withoutRepetitions();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class Servlet {
        @Bean
        HealthController healthController(HealthReports reports) {
            return new HealthController(reports);
        }

        @Bean
        ObservationPredicate watchersAreNoUsers() {
            return (_, context) -> !(context instanceof ServerRequestObservationContext request)
                    || request.getCarrier() == null
                    || !RequestMetrics.isWatching(request.getCarrier().getRequestURI());
        }

        @Bean
        FilterRegistrationBean<ClosingConnections> closingConnections(Drain drain) {
            FilterRegistrationBean<ClosingConnections> filter =
                    new FilterRegistrationBean<>(new ClosingConnections(drain));
            filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return filter;
        }
    }
}
