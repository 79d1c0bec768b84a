package dev.concierge.gateway.socket;

import dev.concierge.gateway.route.PassedHeaders;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SocketSettings.class)
class SocketConfiguration {
    @Bean
    OpenSockets openSockets(SocketSettings settings, MeterRegistry meters) {
        return new OpenSockets(settings.max(), meters);
    }

    @Bean
    PassSockets passSockets(OpenSockets sockets, PassedHeaders headers, HttpClientProperties timeouts) {
        return new PassSockets(sockets, headers, timeouts);
    }
}
