package dev.concierge.journey.timer;

import dev.concierge.platform.consumer.OwnedShards;
import dev.concierge.platform.consumer.PartitionWork;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Fires what is due in the shards that this worker owns; the platform's fence keeps every other pod from it. */
@Component
class FireTimers implements PartitionWork {
    private static final int STEP = 500;

    private final Jobs jobs;
    private final DueTimes dueTimes;
    private final MoveElapsed moveElapsed;
    private final Clock clock;
    private final Counter fired;
    private final Timer lag;

    FireTimers(Jobs jobs, DueTimes dueTimes, MoveElapsed moveElapsed, Clock clock, MeterRegistry metrics) {
        this.jobs = jobs;
        this.dueTimes = dueTimes;
        this.moveElapsed = moveElapsed;
        this.clock = clock;
        this.fired = metrics.counter("journey.timers.fired");
        this.lag = metrics.timer("journey.timers.lag");
    }

    @Override
    public boolean isDue(OwnedShards shards) {
        Instant now = clock.instant();
        if (!dueTimes.areTrusted(shards, now)) {
            dueTimes.read(shards, jobs.next(shards), now);
        }
        return dueTimes.isDue(shards, now);
    }

    @Override
    public void run(OwnedShards shards) {
        Instant now = clock.instant();
        List<DueTimer> due = jobs.take(shards, now, STEP);
        moveElapsed.move(due, now);
        dueTimes.read(shards, jobs.next(shards), now);
        fired.increment(due.size());
        due.forEach(timer -> lag.record(Duration.between(timer.dueAt(), now)));
    }
}
