package dev.concierge.resource.announcement;

import dev.concierge.platform.database.BackgroundGauges;
import dev.concierge.platform.database.Workload;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.loop.BackgroundLoops;
import dev.concierge.platform.loop.Loop;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.shard.Shards;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Numbers the changes of every shard as they come: one thread a shard, woken by the commits of this process. */
@Component
class AnnounceChanges extends BackgroundLoops {
    /** Until changes of other processes are looked for. */
    private static final Duration IDLE = Duration.ofMillis(100);

    private static final Duration STOP = Duration.ofSeconds(10);

    private final Shards shards;
    private final Ids ids;

    AnnounceChanges(Shards shards, Ids ids, BackgroundGauges gauges, MeterRegistry meters) {
        super(STOP);
        this.shards = shards;
        this.ids = ids;
        shards.all()
                .forEach(shard -> Gauge.builder(
                                "resource.changes.oldest.age",
                                gauges.keep(() -> NumberChanges.oldestAge(shard)),
                                BackgroundGauges.Value::ageInSeconds)
                        .description("Age of the oldest change that has no number yet")
                        .baseUnit("seconds")
                        .tag("shard", shard.id().value())
                        .strongReference(true)
                        .register(meters));
    }

    @Override
    protected List<Loop> begin() {
        return shards.all().stream().map(this::loop).toList();
    }

    private Loop loop(Shard shard) {
        NumberChanges changes = new NumberChanges(shard, ids);
        return Loop.start("announce-" + shard.id(), Workload.BACKGROUND::run, _ -> {
            if (changes.next() == 0) {
                shard.awaitChange(IDLE);
            }
        });
    }

    @Override
    protected void wakeTurns() {
        shards.all().forEach(Shard::wake);
    }
}
