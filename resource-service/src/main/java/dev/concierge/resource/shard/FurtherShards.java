package dev.concierge.resource.shard;

import dev.concierge.platform.consumer.Redrives;
import dev.concierge.platform.database.FurtherDatabases;
import dev.concierge.platform.outbox.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The shards in databases of their own: each with its pools, a probe, and a thread that hands its messages over. */
final class FurtherShards implements SmartLifecycle {
    private final FurtherDatabases databases;
    private final JdbcClient own;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final JsonMapper mapper;
    private final Redrives redrives;
    private final List<Background> background = new ArrayList<>();

    private List<Thread> threads = List.of();

    FurtherShards(
            FurtherDatabases databases,
            JdbcClient own,
            TransactionTemplate transaction,
            Outbox outbox,
            JsonMapper mapper,
            Redrives redrives) {
        this.databases = databases;
        this.own = own;
        this.transaction = transaction;
        this.outbox = outbox;
        this.mapper = mapper;
        this.redrives = redrives;
    }

    /** Its tables are there once its database answers. */
    Shard open(ShardSettings.Further settings) {
        ShardId id = new ShardId(settings.name());
        DataSource database = databases.open(settings.name(), settings.url(), settings.user(), settings.password());
        JdbcTemplate jdbc = new JdbcTemplate(database);
        HandOver handOver = new HandOver(id, JdbcClient.create(jdbc), own, transaction, outbox, mapper);
        Shard shard = new Shard(
                id, jdbc, new TransactionTemplate(new JdbcTransactionManager(database)), handOver::send, true);
        ShardProbe probe = new ShardProbe(shard, database, redrives);
        boolean _ = probe.look();
        background.add(probe);
        background.add(handOver);
        return shard;
    }

    @Override
    public void start() {
        threads = background.stream()
                .map(work -> Thread.ofPlatform().name(work.name()).daemon().start(work::runUntilStopped))
                .toList();
    }

    @Override
    public void stop() {
        background.forEach(Background::stop);
        for (Thread thread : threads) {
            try {
                boolean _ = thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        threads = List.of();
    }

    @Override
    public boolean isRunning() {
        return !threads.isEmpty();
    }
}
