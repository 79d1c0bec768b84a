package dev.concierge.event.outlet;

import dev.concierge.event.history.History;
import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.outgoing.OutgoingCalls;
import dev.concierge.platform.outgoing.SecretFiles;
import dev.concierge.platform.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutletSettings.class)
class OutletConfiguration {
    @Bean
    SecretFiles outletSecrets(@Value("${concierge.http.secrets-dir}") Path folder) {
        return new SecretFiles(folder, "event");
    }

    @Bean
    Outlets outlets(JdbcClient jdbc) {
        return new Outlets(jdbc);
    }

    @Bean
    OutletPositions outletPositions(JdbcClient jdbc, Topics topics) {
        return new OutletPositions(jdbc, topics);
    }

    @Bean
    SendBatch sendBatch(OutgoingCalls calls, SecretFiles secrets, History history, JsonMapper json, Clock clock) {
        return new SendBatch(calls, secrets, history, json, clock);
    }

    @Bean
    PushOutlets pushOutlets(
            ConsumerFactory<String, byte[]> kafka,
            TopicPrefix prefix,
            Records records,
            Outlets outlets,
            OutletPositions positions,
            SendBatch send,
            MeterRegistry meters,
            Clock clock,
            OutletSettings settings) {
        OutletMetrics metrics = new OutletMetrics(meters, clock);
        PushOutlet push = new PushOutlet(kafka, prefix, records, outlets, positions, send, metrics, clock);
        return new PushOutlets(push, settings);
    }
}
