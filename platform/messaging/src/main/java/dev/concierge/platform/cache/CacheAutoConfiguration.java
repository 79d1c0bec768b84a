package dev.concierge.platform.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.PlatformSchema;
import dev.concierge.platform.redis.Redis;
import dev.concierge.platform.redis.RedisLink;
import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** For services that bring Lettuce and Caffeine. */
@AutoConfiguration(afterName = "dev.concierge.platform.message.MessagingAutoConfiguration")
@ConditionalOnClass({RedisClient.class, Caffeine.class})
@ConditionalOnBean(PlatformSchema.class)
@EnableConfigurationProperties(CacheSettings.class)
class CacheAutoConfiguration {
    /** After the platform's schema, which holds the generations. */
    @Bean(initMethod = "start")
    AnswerCaches answerCaches(
            CacheSettings settings,
            JdbcClient jdbc,
            JsonMapper json,
            MeterRegistry meters,
            PlatformSchema schema,
            TopicPrefix environment,
            @Value("${spring.application.name}") String service) {
        RedisLink redis =
                new RedisLink(settings.redis(), settings.timeout(), "each pod keeps its own answers", List.of());
        return new AnswerCaches(
                environment.prefixed(service),
                redis,
                new SharedAnswers(redis, settings.kept()),
                new Generations(jdbc),
                new CacheMetrics(meters),
                new CacheJson(json));
    }

    @Bean
    Redis redisDependency(AnswerCaches caches) {
        return new Redis(caches.redis());
    }
}
