package dev.concierge.search.item;

import dev.concierge.platform.kafka.TopicPrefix;
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
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import tools.jackson.databind.json.JsonMapper;

/** The platform's messaging stands on a database, which this service has none of; it takes only the readers' side. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IndexSettings.class)
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
            ConsumerFactory<String, byte[]> kafka,
            KafkaAdmin admin,
            TopicPrefix prefix,
            JsonMapper mapper) {
        Records records = new Records(service, prefix, new MessageJson(mapper), MessageScope.NONE);
        return new ItemFollower(index, kafka, prefix, records, new Topics(admin, prefix));
    }
}
