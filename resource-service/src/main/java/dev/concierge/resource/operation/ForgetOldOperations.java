package dev.concierge.resource.operation;

import dev.concierge.platform.database.Slices;
import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.BackgroundLoop;
import dev.concierge.platform.loop.Loop;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.shard.ShardAway;
import dev.concierge.resource.shard.Shards;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps operations that have ended as long as the settings say, in each shard; what is still pending stays. */
@Component
class ForgetOldOperations extends BackgroundLoop {
    private static final Logger log = LoggerFactory.getLogger(ForgetOldOperations.class);
    private static final Duration PAUSE = Duration.ofHours(1);

    private final Shards shards;
    private final OperationSettings settings;
    private final Clock clock;

    private Duration pause = Duration.ofMinutes(5);

    ForgetOldOperations(Shards shards, OperationSettings settings, Clock clock) {
        super("forget-operations", Workload.BACKGROUND::run);
        this.shards = shards;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected void turn(Loop loop) throws InterruptedException {
        loop.rest(pause);
        if (!loop.isStopping()) {
            pause = PAUSE;
            forget();
        }
    }

    void forget() {
        Instant limit = clock.instant().minus(settings.kept());
        for (Shard shard : shards.all()) {
            try {
                Slices.forget(most -> shard.asOps(() -> forget(shard, limit, most)));
            } catch (ShardAway away) {
                log.info("Operations of {} are forgotten in the next hour: {}", shard.id(), away.getMessage());
            }
        }
    }

    private static int forget(Shard shard, Instant limit, int most) {
        return shard.jdbc()
                .sql("""
                        delete from tenant.operations where ctid = any (array(
                            select ctid from tenant.operations where ended_at < ?
                            order by ended_at limit ? for update skip locked))
                        """)
                .params(limit.atOffset(ZoneOffset.UTC), most)
                .update();
    }
}
