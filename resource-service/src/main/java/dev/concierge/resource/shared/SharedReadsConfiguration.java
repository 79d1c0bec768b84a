package dev.concierge.resource.shared;

import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.redis.RedisLink;
import dev.concierge.resource.shard.Shards;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReadSettings.class)
class SharedReadsConfiguration {
    @Bean
    SharedReads sharedReads(ReadSettings settings, Shards shards, TopicPrefix environment, MeterRegistry meters) {
        return new SharedReads(
                link(settings), shards.all(), environment.prefixed("concierge:reads:"), meters, SharedReads.LEASE);
    }

    private static @Nullable RedisLink link(ReadSettings settings) {
        return settings.shared()
                ? new RedisLink(
                        settings.redis(), settings.timeout(), "the database answers all reads", SharedAnswers.SCRIPTS)
                : null;
    }
}
