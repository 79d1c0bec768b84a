package dev.concierge.resource.shard;

import dev.concierge.platform.outbox.Outbox;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ShardSettings.class)
class ShardConfiguration {
    @Bean
    Shards shards(
            ShardSettings settings, DataSource own, JdbcClient jdbc, TransactionTemplate transaction, Outbox outbox) {
        ShardSchema.migrate(own);
        ShardId id = new ShardId(settings.own());
        return new Shards(List.of(new Shard(id, jdbc, transaction, outbox)), Map.of(id, settings.capacity()));
    }
}
