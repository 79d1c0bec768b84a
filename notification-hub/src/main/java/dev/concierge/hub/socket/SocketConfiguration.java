package dev.concierge.hub.socket;

import dev.concierge.hub.live.Subscribers;
import dev.concierge.platform.security.token.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SocketSettings.class)
class SocketConfiguration {
    @Bean
    Sockets sockets(Subscribers subscribers, SocketSettings settings, MeterRegistry meters) {
        return new Sockets(subscribers, settings.closeGrace(), meters);
    }

    @Bean
    DrainSockets drainSockets(Sockets sockets, SocketSettings settings) {
        return new DrainSockets(sockets, settings);
    }

    @Bean
    HandlerMapping socketMapping(Tokens tokens, Sockets sockets, SocketSettings settings, Clock clock) {
        SocketDoor door = new SocketDoor(new SocketTokens(tokens)::ticket, sockets, settings, clock);
        return new SimpleUrlHandlerMapping(Map.of("/socket/websocket", door), Ordered.HIGHEST_PRECEDENCE);
    }
}
