package dev.concierge.platform.consumer;

import dev.concierge.platform.database.BackgroundGauges;
import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.PlatformSchema;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.platform.parking.ParkedWork;
import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.Grant;
import dev.concierge.platform.topic.OwnedTopics;
import dev.concierge.platform.topic.Topic;
import dev.concierge.platform.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
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
    MakeContainer makeContainer(
            ConsumerFactory<String, byte[]> kafka,
            TopicPrefix prefix,
            Topics topics,
            Records records,
            ConsumerSettings settings,
            Clock clock,
            ApplicationContext context) {
        return new MakeContainer(kafka, prefix, topics, records, settings, clock, context);
    }

    @Bean
    ConsumerContainers consumerContainers(
            @Value("${spring.application.name}") String service,
            ObjectProvider<Subscription> subscriptions,
            ObjectProvider<PartitionWork> works,
            ObjectProvider<StreamProgress> listeners,
            MakeContainer make,
            Records records,
            MessageJson json,
            Outbox outbox,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ConsumerSettings settings,
            Clock clock,
            MeterRegistry meters) {
        return new ConsumerContainers(
                service,
                subscriptions.stream().toList(),
                works.stream().toList(),
                listeners.stream().toList(),
                make,
                records,
                json,
                outbox,
                jdbc,
                transaction,
                settings,
                clock,
                meters);
    }

    @Bean
    OwnedTopics deadLetterTopics(ObjectProvider<Subscription> subscriptions) {
        return new OwnedTopics(subscriptions.stream()
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
    ParkedWork parkedWork(JdbcClient jdbc, MessageJson json, @Value("${spring.application.name}") String service) {
        return new ParkedWork(jdbc, json, subscription -> ConsumerContainers.group(service, subscription));
    }

    @Bean
    Gaps gaps(JdbcClient jdbc) {
        return new Gaps(jdbc);
    }

    @Bean
    QueueGauges queueGauges(
            @Value("${spring.application.name}") String service,
            ObjectProvider<Subscription> subscriptions,
            JdbcClient jdbc,
            Gaps gaps,
            BackgroundGauges gauges,
            MeterRegistry meters) {
        List<String> groups = subscriptions.stream()
                .map(subscription -> ConsumerContainers.group(service, subscription.name()))
                .toList();
        return new QueueGauges(groups, jdbc, gaps, gauges, meters);
    }

    @Bean
    GapController gapController(Gaps gaps) {
        return new GapController(gaps);
    }

    @Bean
    Access gapAccess() {
        return new Access()
                .allow(HttpMethod.GET, "/ops/gaps", Grant.operator())
                .allow(HttpMethod.POST, "/ops/gaps", Grant.operator());
    }
}
