package dev.concierge.platform.observability;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@AutoConfiguration
@ConditionalOnWebApplication
@EnableConfigurationProperties(ObservabilitySettings.class)
public class ObservabilityAutoConfiguration {
    private static final String NOT_BUILT = "dev";

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

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class Servlet {
        @Bean
        HealthController healthController(HealthReports reports) {
            return new HealthController(reports);
        }
    }
}
