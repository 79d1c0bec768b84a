package dev.concierge.bench.journeys;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import dev.concierge.bench.lab.Lab;
import dev.concierge.localstack.setting.Wait;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The peer: db-scheduler, whose tasks do nothing when they are due. */
final class DbScheduler {
    private static final int THREADS = 16;
    private static final double FETCH_BELOW = 1.0;
    private static final double FETCH_UP_TO = 20.0;
    private static final Duration LEAD = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private DbScheduler() {}

    /** How long it takes for a herd that is due at one instant, while others are due tomorrow. */
    static double seconds(Lab lab, int pending, int herd) throws InterruptedException {
        try (HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl(lab.databaseUrl("db_scheduler"));
            database.setUsername(lab.databaseUser());
            database.setPassword(lab.databasePassword());
            database.setMaximumPoolSize(THREADS + 4);
            Instant due = Clock.systemUTC().instant().plus(LEAD);
            JdbcClient jdbc = JdbcClient.create(database);
            makeTable(jdbc);
            fill(jdbc, pending - herd, "later", due.plus(Duration.ofDays(1)));
            Instant herdDue = Clock.systemUTC().instant().plus(LEAD.multipliedBy(3));
            fill(jdbc, herd, "herd", herdDue);
            jdbc.sql("ANALYZE scheduled_tasks").update();
            return run(database, herd, herdDue);
        }
    }

    private static double run(HikariDataSource database, int herd, Instant due) throws InterruptedException {
        AtomicInteger fired = new AtomicInteger();
        OneTimeTask<Void> task = Tasks.oneTime("bench").execute((_, _) -> fired.incrementAndGet());
        Scheduler scheduler = Scheduler.create(database, task)
                .threads(THREADS)
                .pollUsingLockAndFetch(FETCH_BELOW, FETCH_UP_TO)
                .pollingInterval(Duration.ofMillis(100))
                .build();
        scheduler.start();
        try {
            boolean _ = Wait.until(PATIENCE, Duration.ofMillis(20), () -> fired.get() >= herd);
            return Duration.between(due, Clock.systemUTC().instant()).toMillis() / 1e3;
        } finally {
            scheduler.stop();
        }
    }

    /** As its own documentation says. */
    private static void makeTable(JdbcClient jdbc) {
        jdbc.sql("""
                CREATE TABLE scheduled_tasks (
                    task_name text NOT NULL, task_instance text NOT NULL, task_data bytea,
                    execution_time timestamptz NOT NULL, picked boolean NOT NULL, picked_by text,
                    last_success timestamptz, last_failure timestamptz, consecutive_failures int,
                    last_heartbeat timestamptz, version bigint NOT NULL, priority smallint,
                    PRIMARY KEY (task_name, task_instance))
                """).update();
        jdbc.sql("CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time)")
                .update();
        jdbc.sql("CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat)")
                .update();
    }

    private static void fill(JdbcClient jdbc, int many, String name, Instant due) {
        jdbc.sql("""
                INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                SELECT 'bench', :name || n, :due::timestamptz, false, 1 FROM generate_series(1, :many) AS n
                """)
                .param("name", name)
                .param("due", due.toString())
                .param("many", many)
                .update();
    }
}
