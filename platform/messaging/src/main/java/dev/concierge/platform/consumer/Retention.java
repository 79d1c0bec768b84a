package dev.concierge.platform.consumer;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.BackgroundLoop;
import dev.concierge.platform.loop.Loop;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets, slice by slice, message ids and idempotency keys that nobody can repeat any more. */
final class Retention extends BackgroundLoop {
    private static final int SLICE = 10_000;
    private static final Duration STOP = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final ConsumerSettings settings;

    private boolean hasForgotten;

    Retention(JdbcClient jdbc, ConsumerSettings settings) {
        super("retention", Workload.BACKGROUND::run, STOP);
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
    protected void turn(Loop loop) throws InterruptedException {
        loop.rest(hasForgotten ? Duration.ofHours(1) : Duration.ofMinutes(1));
        if (!loop.isStopping()) {
            hasForgotten = true;
            forget();
        }
    }
}
