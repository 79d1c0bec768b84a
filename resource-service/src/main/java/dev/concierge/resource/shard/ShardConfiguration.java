package dev.concierge.resource.shard;

import dev.concierge.platform.database.FurtherDatabases;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.platform.parking.Redrives;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ShardSettings.class)
class ShardConfiguration {
    @Bean
    FurtherShards furtherShards(
            FurtherDatabases databases,
            JdbcClient own,
            TransactionTemplate transaction,
            Outbox outbox,
            JsonMapper mapper,
            Redrives redrives) {
        return new FurtherShards(databases, own, transaction, outbox, mapper, redrives);
    }

    @Bean
    Shards shards(
            ShardSettings settings,
            DataSource database,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            Outbox outbox,
            FurtherShards further,
            MeterRegistry meters) {
        ShardSchema.migrate(database);
        ShardId own = new ShardId(settings.own());
        List<Shard> shards = new ArrayList<>(
                List.of(new Shard(own, jdbc, transaction, messages -> messages.forEach(outbox::append), false)));
        Map<ShardId, Integer> capacities = new HashMap<>(Map.of(own, settings.capacity()));
        for (ShardSettings.Further other : settings.further()) {
            shards.add(further.open(other));
            capacities.put(new ShardId(other.name()), other.capacity());
        }
        shards.forEach(shard -> Gauge.builder("resource.shard.up", () -> shard.isUp() ? 1 : 0)
                .description("Whether the shard's database answers")
                .tag("shard", shard.id().value())
                .register(meters));
        return new Shards(shards, capacities);
    }
}
