package dev.concierge.platform.reactive.conditional;

import dev.concierge.platform.conditional.EntityTags;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.result.method.annotation.ResponseBodyResultHandler;
import tools.jackson.databind.json.JsonMapper;

@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
class ReactiveConditionalAutoConfiguration {
    @Bean
    TaggedResults taggedResults(JsonMapper mapper, ResponseBodyResultHandler bodies) {
        return new TaggedResults(new EntityTags(mapper), bodies);
    }
}
