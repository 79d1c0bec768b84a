package dev.concierge.platform.consumer;

import dev.concierge.platform.database.Workload;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets, slice by slice, message ids and idempotency keys that nobody can repeat any more. */
final class Retention implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int SLICE = 10_000;

    private final JdbcClient jdbc;
    private final ConsumerSettings settings;

    private @Nullable ScheduledExecutorService timer;

    Retention(JdbcClient jdbc, ConsumerSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** Forgets everything older than {@code concierge.consumer.remember}; ids a whole day at a time. */
    void forget() {
        ForeignMessages.forget(jdbc, settings.remember());
        forget("platform.idempotency_key", "created_at", settings.remember());
        forget("platform.parked_removal", "removed_at", settings.audit());
        forget("platform.consumer_gap", "accepted_at", settings.audit());
    }

    private void forget(String table, String time, Duration age) {
        int slice;
        do {
            slice = jdbc.sql("DELETE FROM " + table + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM " + table + " WHERE "
                            + time + " < now() - ? * interval '1 second' LIMIT ?))")
                    .params(age.toSeconds(), SLICE)
                    .update();
        } while (slice == SLICE);
    }

    @Override
    public void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("retention").daemon().factory());
        timer.scheduleWithFixedDelay(() -> Workload.BACKGROUND.run(this::forgetQuietly), 1, 60, TimeUnit.MINUTES);
    }

    private void forgetQuietly() {
        try {
            forget();
        } catch (DataAccessException failure) {
            log.warn("Old message ids stay for another hour: {}", failure.getMessage());
        }
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
}
