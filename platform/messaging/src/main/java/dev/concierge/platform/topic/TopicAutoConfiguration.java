package dev.concierge.platform.topic;

import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.PlatformSchema;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaAdmin;

@AutoConfiguration(afterName = "dev.concierge.platform.message.MessagingAutoConfiguration")
@ConditionalOnBean(PlatformSchema.class)
class TopicAutoConfiguration {
    @Bean
    Topics topics(KafkaAdmin kafka, TopicPrefix prefix) {
        return new Topics(kafka, prefix);
    }

    @Bean
    Broker broker(Topics topics) {
        return new Broker(topics);
    }

    @Bean
    TopicCreation topicCreation(Topics topics, ObjectProvider<Topic> owned, ObjectProvider<OwnedTopics> more) {
        return new TopicCreation(
                topics,
                Stream.concat(owned.stream(), more.stream().flatMap(group -> group.topics().stream()))
                        .toList());
    }
}
