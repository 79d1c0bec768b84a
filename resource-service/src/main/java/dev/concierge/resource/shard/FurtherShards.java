package dev.concierge.resource.shard;

import dev.concierge.platform.database.FurtherDatabases;
import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.BackgroundLoops;
import dev.concierge.platform.loop.Loop;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.platform.parking.Redrives;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The shards in databases of their own: each with its pools, a probe, and a thread that hands its messages over. */
final class FurtherShards extends BackgroundLoops {
    private static final Duration STOP = Duration.ofSeconds(10);

    private final FurtherDatabases databases;
    private final JdbcClient own;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final JsonMapper mapper;
    private final Redrives redrives;
    private final List<Work> works = new ArrayList<>();

    FurtherShards(
            FurtherDatabases databases,
            JdbcClient own,
            TransactionTemplate transaction,
            Outbox outbox,
            JsonMapper mapper,
            Redrives redrives) {
        super(STOP);
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
        works.add(new Work("probe-" + id, probe::turn));
        works.add(new Work("hand-over-" + id, _ -> handOver.turn()));
        return shard;
    }

    @Override
    protected List<Loop> begin() {
        return works.stream()
                .map(work -> Loop.start(work.name(), Workload.BACKGROUND::run, work.turn()))
                .toList();
    }

    private record Work(String name, Loop.Turn turn) {}
}
