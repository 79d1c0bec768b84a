package dev.concierge.datemaker.call;

import dev.concierge.platform.database.BackgroundGauges;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CallSettings.class)
class CallConfiguration {
    private static final String PROVIDER = "concierge.datemaker.calls.provider";

    @Bean
    @ConditionalOnProperty(name = PROVIDER, havingValue = "BUILT_IN", matchIfMissing = true)
    Rooms ownRooms() {
        return new OwnRooms();
    }

    @Bean
    @ConditionalOnProperty(name = PROVIDER, havingValue = "NAMED")
    Rooms namedRooms(CallSettings settings) {
        return new NamedRooms(settings);
    }

    /** The metric {@code datemaker_calls_active}. */
    @Bean
    Gauge activeCalls(Calls calls, BackgroundGauges gauges, MeterRegistry meters) {
        return Gauge.builder("datemaker.calls.active", gauges.keep(calls::active), BackgroundGauges.Value::last)
                .description("Calls that have not ended")
                .strongReference(true)
                .register(meters);
    }
}
