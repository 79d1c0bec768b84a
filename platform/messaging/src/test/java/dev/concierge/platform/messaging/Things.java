package dev.concierge.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.consumer.PartitionWork;
import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A service whose pods write each number of topic {@code things} that they read, without any check of their own. */
final class Things implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(1);

    /** {@code key:number} of messages that cannot be handled. */
    final Set<String> poison = ConcurrentHashMap.newKeySet();

    /** Batches that were handed over, failed ones too. */
    final AtomicInteger batches = new AtomicInteger();

    /** How often the next batches find the database away. */
    final AtomicInteger outages = new AtomicInteger();

    /** How often the next batches end in an error of the virtual machine. */
    final AtomicInteger errors = new AtomicInteger();

    /** Whether a batch takes so long that others come meanwhile. */
    volatile boolean slow;

    private final Pod.Environment environment = Servers.environment();
    private final List<Pod> pods = new ArrayList<>();

    Pod.Environment environment() {
        return environment;
    }

    Pod start(PartitionWork... works) {
        return start(environment, works);
    }

    Pod start(Pod.Environment where, PartitionWork... works) {
        Pod.Builder builder = Pod.of(where).owning(Topic.log("things")).subscribing(this::subscription);
        for (PartitionWork work : works) {
            builder.with(work);
        }
        Pod pod = builder.start();
        pods.add(pod);
        return pod;
    }

    /** Leaves a service behind that consumed the numbers from 1 on and then ended. */
    void consumeAndEnd(String key, int last) {
        Pod pod = start();
        append(pod, key, 1, last);
        awaitEffects(pod, last);
        close();
    }

    Subscription subscription(JdbcClient jdbc) {
        return new Effects(jdbc);
    }

    void stop(Pod pod) {
        pod.close();
        pods.remove(pod);
    }

    @Override
    public void close() {
        pods.forEach(Pod::close);
        pods.clear();
    }

    static void append(Pod pod, String key, int from, int to) {
        for (int number = from; number <= to; number++) {
            pod.append("things", key, number);
        }
    }

    static void awaitEffects(Pod pod, int count) {
        EffectLog log = new EffectLog(pod.jdbc());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(log.count()).isEqualTo(count));
    }

    static List<Integer> effects(Pod pod, String key) {
        return new EffectLog(pod.jdbc()).of(key);
    }

    static List<Integer> oneTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private final class Effects implements Subscription {
        private final JdbcClient jdbc;
        private final EffectLog log;

        private Effects(JdbcClient jdbc) {
            this.jdbc = jdbc;
            this.log = new EffectLog(jdbc);
            log.create();
        }

        @Override
        public List<String> topics() {
            return List.of("things");
        }

        @Override
        public void on(List<ReceivedMessage> batch) {
            batches.incrementAndGet();
            if (slow) {
                jdbc.sql("SELECT 1 FROM pg_sleep(0.03)").query(Integer.class).single();
            }
            if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new DataAccessResourceFailureException("the database is away");
            }
            if (errors.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new StackOverflowError();
            }
            for (ReceivedMessage message : batch) {
                int number = message.as(Integer.class);
                if (poison.contains(message.key() + ":" + number)) {
                    throw new IllegalArgumentException("number: " + number + " (expected: another)");
                }
                log.write(message);
            }
        }
    }
}
