package dev.concierge.resource.directory;

import dev.concierge.platform.topic.Topic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What becomes of businesses and their locations, in the order of each business. */
@Configuration(proxyBeanMethods = false)
class BusinessTopic {
    static final String NAME = "businesses";

    @Bean
    Topic businessesTopic() {
        return Topic.log(NAME);
    }

    record BusinessErased(String businessId) {
        static final String TYPE = "business.erased";
    }

    record LocationErased(String businessId, String locationId) {
        static final String TYPE = "location.erased";
    }
}
