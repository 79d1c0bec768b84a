package dev.concierge.platform.outbox;

import dev.concierge.platform.database.BackgroundGauges;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.PlatformSchema;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.message.Traces;
import dev.concierge.platform.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ProducerFactory;

@AutoConfiguration(afterName = "dev.concierge.platform.message.MessagingAutoConfiguration")
@ConditionalOnBean(PlatformSchema.class)
@EnableConfigurationProperties(OutboxSettings.class)
class OutboxAutoConfiguration {
    @Bean
    OutboxRelays outboxRelays(
            @Value("${spring.application.name}") String service,
            ProducerFactory<String, byte[]> kafka,
            TopicPrefix prefix,
            Topics topics,
            Records records,
            JdbcClient jdbc,
            OutboxSettings settings,
            MeterRegistry meters,
            BackgroundGauges gauges) {
        return new OutboxRelays(service, kafka, prefix, topics, records, jdbc, settings, meters, gauges);
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, MessageJson json, Ids ids, Traces traces, OutboxRelays relays) {
        return new JdbcOutbox(jdbc, json, ids, traces, relays::wake);
    }
}
