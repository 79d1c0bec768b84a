package dev.concierge.platform.database;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Values that cost a query, asked for in the background and kept: a scrape reads them from memory and answers however
 * the database is. While that does not answer, the last values stay.
 */
public final class BackgroundGauges implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(BackgroundGauges.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final List<Value> values = new CopyOnWriteArrayList<>();

    private @Nullable ScheduledExecutorService timer;

    /** Keeps what a query answers; 0 until it first has. */
    public Value keep(LongSupplier query) {
        Value value = new Value(query);
        values.add(value);
        return value;
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("gauges").daemon().factory());
        started.scheduleWithFixedDelay(this::refresh, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        timer = started;
    }

    @Override
    public void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    private void refresh() {
        for (Value value : values) {
            try {
                Workload.BACKGROUND.run(value::refresh);
            } catch (RuntimeException | Error failure) {
                // the next round asks again; a timer that threw would not come back
                log.warn("A gauge keeps its last value: {}", failure.getMessage());
            }
        }
    }

    /** The last answer of a query. */
    public static final class Value {
        private final LongSupplier query;

        private volatile Answer answer = new Answer(0, System.nanoTime());

        private Value(LongSupplier query) {
            this.query = query;
        }

        public double last() {
            return answer.number;
        }

        /** For an age in milliseconds: it has grown since it was asked for, unless there was nothing to be old. */
        public double ageInSeconds() {
            Answer last = answer;
            return last.number == 0 ? 0 : last.number / 1e3 + (System.nanoTime() - last.at) / 1e9;
        }

        private void refresh() {
            answer = new Answer(query.getAsLong(), System.nanoTime());
        }
    }

    private record Answer(long number, long at) {}
}
