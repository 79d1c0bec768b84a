package dev.concierge.event.interaction;

import dev.concierge.platform.topic.Topic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InteractionConfiguration {
    @Bean
    Topic interactions() {
        return Topic.log(InteractionCaptured.TOPIC);
    }
}
