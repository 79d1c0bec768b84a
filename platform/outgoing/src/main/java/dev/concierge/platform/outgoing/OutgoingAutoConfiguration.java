package dev.concierge.platform.outgoing;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@EnableConfigurationProperties(OutgoingSettings.class)
class OutgoingAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    OutgoingCalls outgoingCalls(OutgoingSettings settings, MeterRegistry meters) {
        return new OutgoingCalls(settings, SystemDefaultDnsResolver.INSTANCE, meters);
    }
}
