package dev.concierge.search.item;

import dev.concierge.platform.kafka.KafkaClients;
import dev.concierge.platform.kafka.KafkaSettings;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.MessageScope;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The platform's messaging stands on a database, which this service has none of; it takes only the readers' side. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({IndexSettings.class, KafkaSettings.class})
class ItemConfiguration {
    @Bean
    ItemIndex itemIndex(IndexSettings settings, MeterRegistry meters) throws IOException {
        return ItemIndex.open(
                settings.indexDir(), new QueryLimits(settings.queryWords(), settings.queryTime(), meters));
    }

    /** Named for its place in the readiness group. */
    @Bean
    ItemFollower items(
            @Value("${spring.application.name}") String service,
            ItemIndex index,
            KafkaSettings settings,
            JsonMapper mapper) {
        KafkaClients kafka = new KafkaClients(settings);
        Records records = new Records(service, settings, new MessageJson(mapper), MessageScope.NONE);
        return new ItemFollower(index, kafka, records, new Topics(kafka));
    }
}
