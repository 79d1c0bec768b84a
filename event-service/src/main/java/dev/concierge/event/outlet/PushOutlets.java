package dev.concierge.event.outlet;

import dev.concierge.event.outlet.Outlets.Claimed;
import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.ClaimedWork;
import dev.concierge.platform.loop.Loop;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Pushes to the outlets that are due, some at one time, each by one pod. */
final class PushOutlets implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PushOutlets.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** As long as a call may take, and a little. */
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(12);

    private final PushOutlet push;
    private final ClaimedWork<Claimed> work;

    PushOutlets(PushOutlet push, OutletSettings settings) {
        this.push = push;
        this.work = new ClaimedWork<>(
                "event-outlets",
                Workload.BACKGROUND::run,
                settings.atOnce(),
                POLL,
                _ -> push.claim().stream().toList(),
                this::run);
    }

    @Override
    public void start() {
        work.start();
    }

    @Override
    public void stop() {
        work.stop(PATIENCE_AT_END);
    }

    @Override
    public boolean isRunning() {
        return work.isRunning();
    }

    private void run(Claimed due, Loop turns) {
        try {
            push.push(due, turns::isStopping);
        } catch (RuntimeException failure) {
            log.warn("Outlet {} is left to its next claim", due.outlet().outletId(), failure);
        }
    }
}
