package dev.concierge.curator.item;

import dev.concierge.platform.topic.Topic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The searchable state of every item, for whoever builds an index. */
@Configuration(proxyBeanMethods = false)
class ItemTopic {
    static final String NAME = "items";

    @Bean
    Topic itemsTopic() {
        return Topic.compacted(NAME);
    }
}
