package dev.concierge.hub.delivery.retention;

import dev.concierge.hub.delivery.DeliveryPod;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeptSettings.class)
class RetentionConfiguration {
    @Bean
    @DeliveryPod
    ForgetOldNotifications forgetOldNotifications(JdbcClient jdbc, Clock clock, KeptSettings settings) {
        return new ForgetOldNotifications(jdbc, clock, settings);
    }
}
