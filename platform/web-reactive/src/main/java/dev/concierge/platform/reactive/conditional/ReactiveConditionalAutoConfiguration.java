package dev.concierge.platform.reactive.conditional;

import dev.concierge.platform.conditional.EntityTags;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.result.method.annotation.ResponseBodyResultHandler;

@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
class ReactiveConditionalAutoConfiguration {
    @Bean
    TaggedResults taggedResults(EntityTags tags, ResponseBodyResultHandler bodies) {
        return new TaggedResults(tags, bodies);
    }

    @Bean
    WebFluxConfigurer preconditionArguments(EntityTags tags) {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
                resolvers.addCustomResolver(new ReactivePreconditionArguments(tags));
            }
        };
    }
}
