package dev.concierge.resource.shard;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.Loop;
import dev.concierge.platform.parking.Redrives;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a shard's database whether it is there. Its tenants' operations that the stream brought meanwhile were parked;
 * they run, in their order, once it is back.
 */
final class ShardProbe {
    private static final Logger log = LoggerFactory.getLogger(ShardProbe.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Shard shard;
    private final DataSource database;
    private final Redrives redrives;

    private boolean migrated;

    ShardProbe(Shard shard, DataSource database, Redrives redrives) {
        this.shard = shard;
        this.database = database;
        this.redrives = redrives;
    }

    void turn(Loop loop) throws InterruptedException {
        if (look()) {
            redriveParked();
        }
        loop.rest(PAUSE);
    }

    /** Whether it is there; notes it, too. */
    boolean look() {
        try {
            Workload.BACKGROUND.run(() -> {
                if (!migrated) {
                    ShardSchema.migrate(database);
                    migrated = true;
                }
                shard.jdbc().sql("select 1").query().singleRow();
            });
            if (!shard.isUp()) {
                log.info("{} answers", shard.id());
            }
            shard.note(true);
        } catch (RuntimeException failure) {
            if (shard.isUp()) {
                log.warn("{} does not answer; its tenants wait: {}", shard.id(), failure.getMessage());
            }
            shard.note(false);
        }
        return shard.isUp();
    }

    private void redriveParked() {
        try {
            int redriven = redrives.request(ShardAway.class.getSimpleName() + ": " + ShardAway.describe(shard.id()));
            if (redriven > 0) {
                log.info("{} operations that waited for {} run again", redriven, shard.id());
            }
        } catch (RuntimeException later) {
            log.warn(
                    "Operations that waited for {} run once the own database answers: {}",
                    shard.id(),
                    later.getMessage());
        }
    }
}
