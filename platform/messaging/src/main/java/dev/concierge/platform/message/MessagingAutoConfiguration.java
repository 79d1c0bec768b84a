package dev.concierge.platform.message;

import dev.concierge.platform.id.Ids;
import dev.concierge.platform.kafka.TopicPrefix;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What outbox, consumers, effects and idempotency share. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration"
        })
@ConditionalOnClass({Producer.class, Flyway.class})
@ConditionalOnBean(DataSource.class)
class MessagingAutoConfiguration {
    @Bean
    PlatformSchema platformSchema(DataSource dataSource) {
        return new PlatformSchema(dataSource);
    }

    @Bean
    @ConditionalOnMissingBean
    Ids ids(Clock clock) {
        return new Ids(clock);
    }

    @Bean
    MessageJson messageJson(JsonMapper mapper) {
        return new MessageJson(mapper);
    }

    @Bean
    Traces traces(ObjectProvider<ObservationRegistry> observations, ObjectProvider<Tracer> tracer) {
        return new Traces(
                observations.getIfAvailable(ObservationRegistry::create), tracer.getIfAvailable(() -> Tracer.NOOP));
    }

    @Bean
    Records records(
            @Value("${spring.application.name}") String service,
            TopicPrefix prefix,
            MessageJson json,
            MessageScope scope) {
        return new Records(service, prefix, json, scope);
    }

    @Bean
    @ConditionalOnMissingBean(Publisher.class)
    KafkaPublisher publisher(
            KafkaTemplate<String, byte[]> kafka, Records records, MessageJson json, Traces traces, Clock clock) {
        return new KafkaPublisher(kafka, records, json, traces, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }
}
