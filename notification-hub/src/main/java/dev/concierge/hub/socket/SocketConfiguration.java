package dev.concierge.hub.socket;

import dev.concierge.hub.channel.TopicPattern;
import dev.concierge.hub.live.History;
import dev.concierge.hub.live.LivePod;
import dev.concierge.hub.live.OlderBroadcasts;
import dev.concierge.platform.security.revocation.RevokedTokens;
import dev.concierge.platform.security.token.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoopGroup;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.NettyPipeline;
import reactor.netty.resources.LoopResources;

@Configuration(proxyBeanMethods = false)
@LivePod
@EnableConfigurationProperties(SocketSettings.class)
class SocketConfiguration {
    /** @param anonymous topic patterns, {@code CONCIERGE_HUB_ANONYMOUS} */
    @Bean
    Tickets socketTickets(Tokens tokens, @Value("${concierge.hub.anonymous:}") List<String> anonymous, Clock clock) {
        return new SocketTokens(tokens, anonymous.stream().map(TopicPattern::of).toList(), clock);
    }

    @Bean(destroyMethod = "dispose")
    LoopResources socketLoops(SocketSettings settings) {
        return LoopResources.create("hub-sockets", settings.loopCount(), true);
    }

    /** Requests have loops of their own, as many as cores: what they take is not taken from the fan-out. */
    @Bean
    ReactorResourceFactory httpLoops() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setLoopResourcesSupplier(
                () -> LoopResources.create("hub-http", Runtime.getRuntime().availableProcessors(), true));
        return resources;
    }

    @Bean
    Sockets sockets(
            SocketSettings settings,
            LoopResources socketLoops,
            Tickets tickets,
            History history,
            OlderBroadcasts older,
            Owners owners,
            RevokedTokens revoked,
            MeterRegistry meters,
            Clock clock) {
        SocketMetrics metrics = new SocketMetrics(meters, clock);
        EventLoopGroup group = socketLoops.onServer(true);
        Joins joins = new Joins(history, older, metrics);
        return new Sockets(settings, group, tickets, joins, owners, revoked, metrics, clock).counted(meters);
    }

    @Bean
    DrainSockets drainSockets(Sockets sockets) {
        return new DrainSockets(sockets);
    }

    /** Last, so that it stands right behind the codec and sees a request before anything else does. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    NettyServerCustomizer socketDoor(Sockets sockets) {
        return server -> server.doOnChannelInit((_, channel, _) ->
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, "concierge.socketDoor", new SocketDoor(sockets)));
    }
}
