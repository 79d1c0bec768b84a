package dev.concierge.platform.topic;

import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.kafka.KafkaClients;
import dev.concierge.platform.message.PlatformSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    TopicCreation topicCreation(
            Topics topics, ObjectProvider<Topic> owned, ObjectProvider<Subscription> subscriptions) {
        List<Topic> all = new ArrayList<>(owned.stream().toList());
        subscriptions.stream()
                .flatMap(subscription -> subscription.topics().stream())
                .distinct()
                .map(topic -> new Topic(topic + ".dlt", 1, Duration.ofDays(7), false))
                .forEach(all::add);
        return new TopicCreation(topics, all);
    }
}
