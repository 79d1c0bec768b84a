package dev.concierge.platform.reactive.observability;

import dev.concierge.platform.observability.HealthReports;
import dev.concierge.platform.observability.ObservabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

@AutoConfiguration(after = ObservabilityAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class ReactiveObservabilityAutoConfiguration {
    @Bean
    ReactiveHealthController healthController(HealthReports reports) {
        return new ReactiveHealthController(reports);
    }
}
