package dev.concierge.journey.timer;

import dev.concierge.platform.consumer.InfrastructureErrors;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands due timers on, all at once; when that fails by the fault of a run, half by half, so that no run holds up the
 * others of its shards and one in a batch of n costs 2 log n attempts.
 */
@Component
class MoveElapsed {
    private final ElapsedTimers elapsedTimers;
    private final TransactionTemplate savepoint;

    MoveElapsed(ElapsedTimers elapsedTimers, PlatformTransactionManager transactions) {
        this.elapsedTimers = elapsedTimers;
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** A timer whose run cannot be moved. */
    record Stuck(DueTimer timer, RuntimeException failure) {}

    /** Returns those whose runs could not be moved. */
    List<Stuck> move(List<DueTimer> due) {
        if (due.isEmpty()) {
            return List.of();
        }
        try {
            savepoint.executeWithoutResult(_ -> elapsedTimers.on(due));
            return List.of();
        } catch (RuntimeException failure) {
            if (InfrastructureErrors.caused(failure)) {
                throw failure;
            }
            if (due.size() == 1) {
                return List.of(new Stuck(due.getFirst(), failure));
            }
            int half = due.size() / 2;
            return Stream.of(due.subList(0, half), due.subList(half, due.size()))
                    .flatMap(part -> move(part).stream())
                    .toList();
        }
    }
}
