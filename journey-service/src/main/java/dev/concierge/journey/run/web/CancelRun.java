package dev.concierge.journey.run.web;

import dev.concierge.journey.engine.Run;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.guest.UserId;
import dev.concierge.journey.run.store.Runs;
import dev.concierge.journey.run.store.StoredRun;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.platform.problem.Fact;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts the command that ends a run into the guest's stream. */
@Component
class CancelRun {
    private final Runs runs;
    private final Outbox outbox;
    private final Clock clock;

    CancelRun(Runs runs, Outbox outbox, Clock clock) {
        this.runs = runs;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    public RunId cancel(RunId runId, String reason) {
        StoredRun stored = runs.find(runId);
        if (stored == null) {
            throw new RunNotFound(runId);
        }
        Run run = stored.run();
        if (run.hasExited()) {
            throw new RunHasExited(runId);
        }
        Instant now = clock.instant();
        runs.endRequested(runId, now);
        outbox.append(
                "journey-triggers",
                run.userId().value(),
                "run.cancel",
                new RunCancel(runId, run.userId(), now, reason));
        return runId;
    }

    /** The command {@code run.cancel}. */
    record RunCancel(RunId runId, UserId userId, Instant requestedAt, String reason) {}

    /** A run has ended and cannot be cancelled any more. */
    private static final class RunHasExited extends Fact {
        RunHasExited(RunId id) {
            super(Kind.CONFLICT, "run-has-exited", "Run " + id + " has ended already.");
        }
    }
}
