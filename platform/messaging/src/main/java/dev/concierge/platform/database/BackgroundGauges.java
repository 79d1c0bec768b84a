package dev.concierge.platform.database;

import dev.concierge.platform.loop.BackgroundLoop;
import dev.concierge.platform.loop.Loop;
import dev.concierge.platform.observability.Drain;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Values that cost a query, asked for in the background and kept: a scrape reads them from memory and answers however
 * the database is. While that does not answer, the last values stay.
 */
public final class BackgroundGauges extends BackgroundLoop {
    private static final Logger log = LoggerFactory.getLogger(BackgroundGauges.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration STOP = Duration.ofSeconds(1);

    private final List<Value> values = new CopyOnWriteArrayList<>();

    BackgroundGauges() {
        super("gauges", Workload.BACKGROUND::run, STOP);
    }

    /** Keeps what a query answers; 0 until it first has. */
    public Value keep(LongSupplier query) {
        Value value = new Value(query);
        values.add(value);
        return value;
    }

    /** What it asks about, such as the outbox, is worked on while this process drains. */
    @Override
    public int getPhase() {
        return Drain.BEHIND_THE_SERVER;
    }

    @Override
    protected void turn(Loop loop) throws InterruptedException {
        for (Value value : values) {
            try {
                value.refresh();
            } catch (RuntimeException failure) {
                // the others are asked nevertheless, and this one again in the next round
                log.warn("A gauge keeps its last value: {}", failure.getMessage());
            }
        }
        loop.rest(PAUSE);
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
