package dev.concierge.resource.operation;

import dev.concierge.platform.topic.Topic;
import dev.concierge.resource.resource.Operation;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The stream of operations, keyed so that one type at one location keeps its order. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OperationSettings.class)
class OperationTopic {
    static final String TYPE = "resource.operation-requested";

    @Bean
    Topic resourceOperationsTopic(OperationSettings settings) {
        return Topic.log(settings.stream());
    }

    static String key(Operation operation) {
        return operation.place().joined() + "-" + operation.type();
    }
}
