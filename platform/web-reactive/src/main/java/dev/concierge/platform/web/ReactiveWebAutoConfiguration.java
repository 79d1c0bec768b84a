package dev.concierge.platform.web;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.codec.CodecCustomizer;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.web.reactive.DispatcherHandler;
import reactor.netty.NettyPipeline;
import tools.jackson.databind.json.JsonMapper;

@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
@EnableConfigurationProperties(WebSettings.class)
class ReactiveWebAutoConfiguration {
    @Bean
    StrictJson strictJson(JsonMapper mapper) {
        return new StrictJson(mapper);
    }

    /** After Boot's own, which sets the lenient mapper. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    CodecCustomizer strictBodies(StrictJson json) {
        return codecs -> codecs.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(json.mapper()));
    }

    @Bean
    @ConditionalOnMissingBean
    BodyLimits bodyLimits(WebSettings settings) {
        return path -> settings.maxBody().toBytes();
    }

    @Bean
    ReactiveBodyLimit bodyLimit(BodyLimits limits) {
        return new ReactiveBodyLimit(limits);
    }

    @Bean
    NettyServerCustomizer unwantedBodies(WebSettings settings) {
        return server -> server.doOnChannelInit((observer, channel, remote) -> channel.pipeline()
                .addAfter(
                        NettyPipeline.HttpCodec, "concierge.unwantedBody", new UnwantedBody(settings.maxForgotten())));
    }

    @Bean
    ReactiveAdmission admission(WebSettings settings) {
        return new ReactiveAdmission(new Places(settings.places(), settings.maxBody()));
    }
}
