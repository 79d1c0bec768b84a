package dev.concierge.event.outlet;

import dev.concierge.event.outlet.Outlets.Claimed;
import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.ClaimedWork;
import dev.concierge.platform.loop.Loop;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pushes to the outlets that are due, some at one time, each by one pod. */
final class PushOutlets extends ClaimedWork<Claimed> {
    private static final Logger log = LoggerFactory.getLogger(PushOutlets.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** As long as a call may take, and a little. */
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(12);

    private final PushOutlet push;

    PushOutlets(PushOutlet push, OutletSettings settings) {
        super("event-outlets", Workload.BACKGROUND::run, settings.atOnce(), POLL, PATIENCE_AT_END);
        this.push = push;
    }

    @Override
    protected List<Claimed> claim(int most) {
        return push.claim().stream().toList();
    }

    @Override
    protected void run(Claimed due, Loop turns) {
        try {
            push.push(due, turns::isStopping);
        } catch (RuntimeException failure) {
            log.warn("Outlet {} is left to its next claim", due.outlet().outletId(), failure);
        }
    }
}
