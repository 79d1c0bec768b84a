package dev.concierge.bench.outbox;

import dev.concierge.platform.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions that count up an aggregate under its row lock and publish every step. */
final class Load {
    private static final int AGGREGATES = 1_000;
    private static final String PAYLOAD = "x".repeat(120);

    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Latencies latencies;
    private final Random random;
    private final int writers;

    Load(ApplicationContext service, Random random, int writers) {
        this.outbox = service.getBean(Outbox.class);
        this.transaction = service.getBean(TransactionTemplate.class);
        this.jdbc = service.getBean(JdbcClient.class);
        this.latencies = service.getBean(Latencies.class);
        this.random = random;
        this.writers = writers;
        jdbc.sql("INSERT INTO aggregate SELECT 'a' || id, 0 FROM generate_series(0, ?) AS id ON CONFLICT DO NOTHING")
                .param(AGGREGATES - 1)
                .update();
    }

    void warmUp() throws InterruptedException {
        throughput(20, 20_000);
        throughput(1, 2_000);
    }

    /** Rows per second that leave an outbox filled beforehand; the relay waits for the lease meanwhile. */
    double relayBacklog(int rows) {
        transaction.executeWithoutResult(_ -> jdbc.sql("""
                INSERT INTO platform.outbox (shard, id, topic, key, type, data)
                SELECT i % 256, gen_random_uuid(), 'bound', 'key' || i % 1000, 'bound.filled', convert_to(?, 'UTF8')
                FROM generate_series(1, ?) AS i
                """)
                .param("{\"payload\":\"" + PAYLOAD + PAYLOAD.substring(0, 60) + "\"}")
                .param(rows)
                .update());
        long start = System.nanoTime();
        while (jdbc.sql("SELECT EXISTS (SELECT FROM platform.outbox)")
                .query(Boolean.class)
                .single()) {
            LockSupport.parkNanos(5_000_000);
        }
        return rows * 1e9 / (System.nanoTime() - start);
    }

    /** Events per second from the first commit to the last effect, with so many events in each transaction. */
    double throughput(int perTransaction, int events) throws InterruptedException {
        long before = latencies.applied();
        AtomicInteger left = new AtomicInteger(events / perTransaction);
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            Random own = new Random(random.nextLong());
            threads.add(Thread.ofPlatform().start(() -> {
                while (left.getAndDecrement() > 0) {
                    commit(own.nextInt(AGGREGATES), perTransaction, System.nanoTime());
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        latencies.await(before + events);
        latencies.drain();
        return events * 1e9 / (System.nanoTime() - start);
    }

    /** Latencies in milliseconds at a steady rate, ascending; measured from when each transaction was due. */
    double[] latencies(int perSecond, int seconds) throws InterruptedException {
        long before = latencies.applied();
        int count = perSecond * seconds;
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime() + 100_000_000L;
        List<Thread> threads = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            Random own = new Random(random.nextLong());
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    long due = start + i * 1_000_000_000L / perSecond;
                    LockSupport.parkNanos(due - System.nanoTime());
                    commit(own.nextInt(AGGREGATES), 1, due);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        latencies.await(before + count);
        return latencies.drain();
    }

    /** How often an aggregate's steps were applied out of order or twice. */
    long orderBreaks() {
        return jdbc.sql("""
                SELECT count(*) FROM (SELECT step, lag(step, 1, 0) OVER (PARTITION BY aggregate ORDER BY ctid) AS before
                                      FROM applied) AS steps WHERE step <> before + 1
                """).query(Long.class).single();
    }

    private void commit(int aggregate, int events, long dueAt) {
        String id = "a" + aggregate;
        transaction.executeWithoutResult(_ -> {
            int last = jdbc.sql("UPDATE aggregate SET step = step + ? WHERE id = ? RETURNING step")
                    .params(events, id)
                    .query(Integer.class)
                    .single();
            for (int step = last - events + 1; step <= last; step++) {
                outbox.append("steps", id, "step.made", new Step(step, dueAt, PAYLOAD));
            }
        });
    }
}
