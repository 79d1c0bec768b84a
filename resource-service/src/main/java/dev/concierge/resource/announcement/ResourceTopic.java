package dev.concierge.resource.announcement;

import dev.concierge.platform.topic.Topic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ResourceTopic {
    static final String NAME = "resources";

    @Bean
    Topic resourcesTopic() {
        return Topic.log(NAME);
    }
}
