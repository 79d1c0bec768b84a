package dev.concierge.journey.timer;

import dev.concierge.platform.consumer.InfrastructureErrors;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands due timers on, all at once; when that fails by the fault of a run, one by one, and the timers of runs that
 * cannot be moved are parked, so that no run holds up the others of its shards.
 */
@Component
class MoveElapsed {
    private static final Logger log = LoggerFactory.getLogger(MoveElapsed.class);

    private final ElapsedTimers elapsedTimers;
    private final Jobs jobs;
    private final TransactionTemplate savepoint;
    private final Counter parked;

    MoveElapsed(
            ElapsedTimers elapsedTimers, Jobs jobs, PlatformTransactionManager transactions, MeterRegistry metrics) {
        this.elapsedTimers = elapsedTimers;
        this.jobs = jobs;
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.parked = metrics.counter("journey.timers.parked");
    }

    void move(List<DueTimer> due, Instant now) {
        try {
            savepoint.executeWithoutResult(_ -> elapsedTimers.on(due));
        } catch (RuntimeException failure) {
            if (InfrastructureErrors.caused(failure)) {
                throw failure;
            }
            if (due.size() > 1) {
                due.forEach(timer -> move(List.of(timer), now));
            } else {
                park(due.getFirst(), failure, now);
            }
        }
    }

    private void park(DueTimer timer, RuntimeException failure, Instant now) {
        log.error(
                "Parked the timer of visit {} of run {}, which cannot be moved", timer.visit(), timer.runId(), failure);
        jobs.park(timer, failure.toString(), now);
        parked.increment();
    }
}
