package dev.concierge.platform.conditional;

import java.util.List;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

@AutoConfiguration
@ConditionalOnWebApplication
class ConditionalAutoConfiguration {
    @Bean
    EntityTags entityTags(JsonMapper mapper) {
        return new EntityTags(mapper);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(WebMvcConfigurer.class)
    static class Servlet {
        @Bean
        TaggedAnswers taggedAnswers(EntityTags tags) {
            return new TaggedAnswers(tags);
        }

        @Bean
        WebMvcConfigurer preconditionArguments(EntityTags tags) {
            return new WebMvcConfigurer() {
                @Override
                public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                    resolvers.add(new PreconditionArguments(tags));
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(GlobalOperationCustomizer.class)
    static class Documentation {
        Documentation() {
            SpringDocUtils.getConfig().addRequestWrapperToIgnore(Precondition.class);
        }

        @Bean
        GlobalOperationCustomizer documentedPreconditions() {
            return new DocumentedPreconditions();
        }
    }
}
