package dev.concierge.datemaker.conduct;

import dev.concierge.datemaker.event.DateEvents;
import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.BackgroundLoop;
import dev.concierge.platform.loop.Loop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/**
 * Sees to it that every step is taken when it is due: looks ahead a little and waits for the very instant. On a thread and
 * connections of its own: neither a storm of requests nor other work by the clock delays a round.
 */
@Component
class Conductor extends BackgroundLoop implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Conductor.class);
    private static final Duration AHEAD = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration STOP = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int MOST = 1_000;
    /** As many events at once as leave connections to the consumers. */
    private static final int AT_ONCE = 2;

    private final DateEvents events;
    private final ConductEvent conductEvent;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("conductor-timer").daemon().factory());
    private final ExecutorService workers = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().name("conductor-", 0).daemon().factory());
    /** What waits for its instant or is being done; the row's lock, not this, decides who may do it. */
    private final Map<UUID, Instant> expected = new ConcurrentHashMap<>();

    Conductor(DateEvents events, ConductEvent conductEvent, Clock clock) {
        super("conductor", Workload.CONSUMERS::run, STOP);
        this.events = events;
        this.conductEvent = conductEvent;
        this.clock = clock;
    }

    @Override
    protected void turn(Loop turns) throws InterruptedException {
        look();
        turns.rest(BETWEEN_LOOKS);
    }

    private void look() {
        Instant now = clock.instant();
        for (DateEvents.Due due : events.dueUntil(now.plus(AHEAD), Limit.of(MOST))) {
            Instant known = expected.put(due.getId(), due.getDueAt());
            if (!due.getDueAt().equals(known)) {
                long wait = Math.max(0, Duration.between(now, due.getDueAt()).toNanos());
                timer.schedule(
                        () -> workers.execute(() -> conduct(due.getId(), due.getDueAt())), wait, TimeUnit.NANOSECONDS);
            }
        }
    }

    private void conduct(UUID event, Instant dueAt) {
        try {
            Workload.CONSUMERS.run(() -> conductEvent.conduct(event));
            expected.remove(event, dueAt);
        } catch (RuntimeException | Error failure) { // whatever it is: an event left in expected would never go on
            log.warn("The step of date event {} due at {} failed and is tried again", event, dueAt, failure);
            timer.schedule(() -> expected.remove(event, dueAt), RETRY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
        workers.shutdown();
    }
}
