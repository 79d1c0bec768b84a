package dev.concierge.resource.announcement;

import dev.concierge.platform.database.BackgroundGauges;
import dev.concierge.platform.database.Workload;
import dev.concierge.platform.id.Ids;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.shard.Shards;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Numbers the changes of every shard as they come: one thread a shard, woken by the commits of this process. */
@Component
class AnnounceChanges implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(AnnounceChanges.class);
    /** Until changes of other processes are looked for. */
    private static final Duration IDLE = Duration.ofMillis(100);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Shards shards;
    private final Ids ids;

    private volatile boolean running;
    private List<Thread> threads = List.of();

    AnnounceChanges(Shards shards, Ids ids, BackgroundGauges gauges, MeterRegistry meters) {
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
    public void start() {
        running = true;
        threads = shards.all().stream()
                .map(shard -> Thread.ofPlatform()
                        .name("announce-" + shard.id())
                        .daemon()
                        .start(() -> Workload.BACKGROUND.run(() -> run(shard))))
                .toList();
    }

    @Override
    public void stop() {
        running = false;
        shards.all().forEach(Shard::wake);
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
        return running;
    }

    private void run(Shard shard) {
        NumberChanges changes = new NumberChanges(shard, ids);
        try {
            while (running) {
                shard.awaitChange(step(shard, changes));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long to wait for more. */
    private static Duration step(Shard shard, NumberChanges changes) {
        try {
            return changes.next() == 0 ? IDLE : Duration.ZERO;
        } catch (RuntimeException failure) {
            log.warn("Changes of {} are announced once its database answers: {}", shard.id(), failure.getMessage());
            return AFTER_FAILURE;
        }
    }
}
