package dev.concierge.resource.operation;

import dev.concierge.platform.topic.Topic;
import dev.concierge.resource.resource.Operation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The stream of operations, keyed so that one type at one location keeps its order. */
@Configuration(proxyBeanMethods = false)
class OperationTopic {
    static final String NAME = "resource-operations";
    static final String TYPE = "resource.operation-requested";

    @Bean
    Topic resourceOperationsTopic() {
        return Topic.log(NAME);
    }

    static String key(Operation operation) {
        return operation.place().joined() + "-" + operation.type();
    }
}
