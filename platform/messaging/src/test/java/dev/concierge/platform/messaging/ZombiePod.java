package dev.concierge.platform.messaging;

import dev.concierge.platform.consumer.OwnedShards;
import dev.concierge.platform.consumer.PartitionWork;
import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.topic.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A pod that relays, consumes and fires timers, none of them with any check of its own; as a process it can be
 * stopped and continued by signals.
 */
final class ZombiePod {
    private ZombiePod() {}

    public static void main(String[] args) throws InterruptedException {
        start(new Pod.Environment(args[0], args[1], args[2], args[3], args[4]));
        Thread.currentThread().join(Duration.ofMinutes(3));
        System.exit(0);
    }

    static Pod start(Pod.Environment environment) {
        return Pod.of(environment)
                .owning(Topic.log("things"))
                .subscribing(Effects::new)
                .working(Timers::new)
                .set("concierge.outbox.lease", "3s")
                .set(
                        "spring.datasource.hikari.data-source-properties.options",
                        "-c idle_in_transaction_session_timeout=2s")
                .start();
    }

    static void prepare(JdbcClient jdbc) {
        new EffectLog(jdbc).create();
        jdbc.sql("CREATE TABLE due (id int PRIMARY KEY, shard int NOT NULL, fired boolean NOT NULL DEFAULT false)")
                .update();
        jdbc.sql("CREATE TABLE fired_log (id int)").update();
    }

    static Process process(Pod.Environment environment, Path log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ZombiePod.class.getName(),
                        environment.jdbcUrl(),
                        environment.user(),
                        environment.password(),
                        environment.kafka(),
                        environment.prefix())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static final class Effects implements Subscription {
        private final EffectLog log;

        private Effects(JdbcClient jdbc) {
            this.log = new EffectLog(jdbc);
        }

        @Override
        public List<String> topics() {
            return List.of("things");
        }

        @Override
        public void on(List<ReceivedMessage> batch) {
            batch.forEach(log::write);
            LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
        }
    }

    private static final class Timers implements PartitionWork {
        private final JdbcClient jdbc;

        private Timers(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @Override
        public boolean isDue(OwnedShards shards) {
            return !due(shards).isEmpty();
        }

        @Override
        public void run(OwnedShards shards) {
            List<Integer> due = due(shards);
            LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
            for (Integer id : due) {
                jdbc.sql("INSERT INTO fired_log (id) VALUES (?)").param(id).update();
                jdbc.sql("UPDATE due SET fired = true WHERE id = ?").param(id).update();
            }
        }

        private List<Integer> due(OwnedShards shards) {
            return jdbc.sql("SELECT id FROM due WHERE NOT fired AND shard = ANY (?) ORDER BY id LIMIT 20")
                    .param(shards.numbers())
                    .query((row, index) -> row.getInt(1))
                    .list();
        }
    }
}
