package dev.concierge.platform.topic;

import dev.concierge.platform.kafka.KafkaClients;
import dev.concierge.platform.message.PlatformSchema;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

@AutoConfiguration(afterName = "dev.concierge.platform.message.MessagingAutoConfiguration")
@ConditionalOnBean(PlatformSchema.class)
class TopicAutoConfiguration {
    @Bean
    Topics topics(KafkaClients kafka) {
        return new Topics(kafka);
    }

    @Bean
    TopicCreation topicCreation(Topics topics, ObjectProvider<Topic> owned) {
        return new TopicCreation(topics, owned.stream().toList());
    }
}
