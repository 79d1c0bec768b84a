package dev.concierge.platform.consumer;

import dev.concierge.platform.kafka.KafkaClients;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.PlatformSchema;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.Grant;
import dev.concierge.platform.topic.Topic;
import dev.concierge.platform.topic.TopicCreation;
import dev.concierge.platform.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@AutoConfiguration(
        afterName = {
            "dev.concierge.platform.message.MessagingAutoConfiguration",
            "dev.concierge.platform.outbox.OutboxAutoConfiguration",
            "dev.concierge.platform.topic.TopicAutoConfiguration"
        })
@ConditionalOnBean(PlatformSchema.class)
@EnableConfigurationProperties(ConsumerSettings.class)
class ConsumerAutoConfiguration {
    @Bean
    Consumers consumers(
            @Value("${spring.application.name}") String service,
            ObjectProvider<Subscription> subscriptions,
            ObjectProvider<PartitionWork> works,
            KafkaClients kafka,
            Topics topics,
            Records records,
            MessageJson json,
            Outbox outbox,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ConsumerSettings settings,
            MeterRegistry meters) {
        return new Consumers(
                service,
                subscriptions.stream().toList(),
                works.stream().toList(),
                kafka,
                topics,
                records,
                json,
                outbox,
                jdbc,
                transaction,
                settings,
                meters);
    }

    @Bean
    TopicCreation deadLetterTopics(Topics topics, ObjectProvider<Subscription> subscriptions) {
        return new TopicCreation(
                topics,
                subscriptions.stream()
                        .flatMap(subscription -> subscription.topics().stream())
                        .distinct()
                        .map(topic -> new Topic(topic + ".dlt", 1, Duration.ofDays(7), false))
                        .toList());
    }

    @Bean
    Retention retention(JdbcClient jdbc, ConsumerSettings settings) {
        return new Retention(jdbc, settings);
    }

    @Bean
    DeadLetters deadLetters(JdbcClient jdbc) {
        return new DeadLetters(jdbc);
    }

    @Bean
    DeadLetterController deadLetterController(DeadLetters deadLetters) {
        return new DeadLetterController(deadLetters);
    }

    @Bean
    Access deadLetterAccess() {
        return new Access()
                .allow(HttpMethod.GET, "/ops/dead-letters", Grant.operator())
                .allow(HttpMethod.POST, "/ops/dead-letters", Grant.operator());
    }
}
