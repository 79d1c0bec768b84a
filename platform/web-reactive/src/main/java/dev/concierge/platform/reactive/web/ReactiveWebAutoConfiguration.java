package dev.concierge.platform.reactive.web;

import dev.concierge.platform.input.StrictParameters;
import dev.concierge.platform.web.CallerLimit;
import dev.concierge.platform.web.ContentCodings;
import dev.concierge.platform.web.Permits;
import dev.concierge.platform.web.StrictJson;
import dev.concierge.platform.web.WebSettings;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
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
import org.springframework.format.FormatterRegistry;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import reactor.netty.NettyPipeline;
import tools.jackson.databind.json.JsonMapper;

@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
@EnableConfigurationProperties(WebSettings.class)
class ReactiveWebAutoConfiguration {
    private static final Duration LONGEST_HEAD = Duration.ofSeconds(10);

    @Bean
    StrictJson strictJson(JsonMapper mapper, ObjectProvider<Validator> constraints) {
        return new StrictJson(mapper, constraints::getIfAvailable);
    }

    /** After Boot's own, which sets the lenient mapper. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    CodecCustomizer strictBodies(StrictJson json) {
        return codecs -> codecs.defaultCodecs().jacksonJsonDecoder(new StrictJsonDecoder(json));
    }

    @Bean
    WebFluxConfigurer strictConverters() {
        return new WebFluxConfigurer() {
            @Override
            public void addFormatters(FormatterRegistry registry) {
                StrictParameters.addTo(registry);
            }
        };
    }

    @Bean
    @ConditionalOnMissingBean
    BodyLimits bodyLimits(WebSettings settings) {
        return path -> settings.maxBody().toBytes();
    }

    @Bean
    ReactiveBodyLimit bodyLimit(BodyLimits limits, WebSettings settings) {
        return new ReactiveBodyLimit(limits, settings.readsBodies() ? new ContentCodings(List.of()) : null);
    }

    @Bean
    NettyServerCustomizer unwantedBodies(WebSettings settings) {
        return server -> server.doOnChannelInit((observer, channel, remote) -> channel.pipeline()
                .addAfter(
                        NettyPipeline.HttpCodec, "concierge.unwantedBody", new UnwantedBody(settings.maxForgotten())));
    }

    @Bean
    ReactiveQueryCharacters queryCharacters() {
        return new ReactiveQueryCharacters();
    }

    @Bean
    NettyServerCustomizer anyAddress() {
        return server -> server.doOnChannelInit((observer, channel, remote) -> channel.pipeline()
                .addAfter(NettyPipeline.HttpCodec, "concierge.anyAddress", new ReactiveQueryCharacters.Encoding()));
    }

    @Bean
    NettyServerCustomizer slowHeads() {
        return server -> server.doOnChannelInit(
                (observer, channel, remote) -> new SlowHead(LONGEST_HEAD).addTo(channel.pipeline()));
    }

    @Bean
    OneHost oneHost() {
        return new OneHost();
    }

    @Bean
    ReactiveCallerShares callerShares(WebSettings settings) {
        return new ReactiveCallerShares(new CallerLimit(settings));
    }

    @Bean
    Permits permits(WebSettings settings) {
        return new Permits(settings.permits());
    }

    @Bean
    ReactiveLoadShedding loadShedding(Permits permits) {
        return new ReactiveLoadShedding(permits);
    }
}
