package dev.concierge.platform.reactive.problem;

import dev.concierge.platform.problem.ProblemAutoConfiguration;
import dev.concierge.platform.problem.Problems;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.DispatcherHandler;
import reactor.netty.NettyPipeline;
import tools.jackson.databind.json.JsonMapper;

@AutoConfiguration(before = ErrorWebFluxAutoConfiguration.class, after = ProblemAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
class ReactiveProblemAutoConfiguration {
    @Bean
    ReactiveProblems reactiveProblems(Problems problems, JsonMapper mapper) {
        return new ReactiveProblems(problems, mapper);
    }

    @Bean
    NettyServerCustomizer unreadableRequests(JsonMapper mapper) {
        return server -> server.doOnChannelInit((observer, channel, remote) -> channel.pipeline()
                .addAfter(NettyPipeline.HttpCodec, "concierge.unreadableRequest", new UnreadableRequest(mapper)));
    }
}
