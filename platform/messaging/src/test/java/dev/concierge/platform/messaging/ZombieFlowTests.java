package dev.concierge.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is stopped for longer than its leases, and wakes up believing that it still holds them. */
class ZombieFlowTests {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> KEYS = List.of("a", "b", "c", "d");

    private final Pod.Environment environment = Servers.environment();
    private int appended;

    @Test
    void aStoppedProcessThatWakesUpDoublesNothingAndSwapsNothing(@TempDir Path folder) throws Exception {
        ZombiePod.prepare(environment.jdbc());
        Process zombie = ZombiePod.process(environment, folder.resolve("zombie.log"));
        try {
            await().atMost(PATIENCE).until(() -> zombie.isAlive() && zombieLeads());
            try (Pod survivor = ZombiePod.start(environment)) {
                append(survivor, 100);
                await().atMost(PATIENCE).until(() -> count("effect_log") >= 50);

                String relay = relay();
                signal(zombie, "STOP");
                append(survivor, 200);
                await().atMost(PATIENCE).until(() -> count("effect_log") == appended);
                await().atMost(PATIENCE).until(() -> count("due WHERE NOT fired") == 0);
                assertThat(relay()).isNotEqualTo(relay);

                append(survivor, 100);
                signal(zombie, "CONT");
                append(survivor, 200);
                await().atMost(PATIENCE).until(() -> count("effect_log") == appended);
                await().atMost(PATIENCE).until(() -> count("due WHERE NOT fired") == 0);

                assertThat(zombie.isAlive()).isTrue();
                for (String key : KEYS) {
                    assertThat(effects(key))
                            .isEqualTo(IntStream.rangeClosed(1, appended / KEYS.size())
                                    .boxed()
                                    .toList());
                }
                assertThat(count("(SELECT id FROM fired_log GROUP BY id HAVING count(*) > 1) AS doubled"))
                        .isZero();
                assertThat(count("fired_log")).isEqualTo(appended);
            }
        } finally {
            zombie.destroyForcibly().waitFor();
        }
    }

    private void append(Pod pod, int count) {
        for (int i = 0; i < count; i++) {
            String key = KEYS.get(appended % KEYS.size());
            pod.append("things", key, appended / KEYS.size() + 1);
            pod.jdbc()
                    .sql("INSERT INTO due (id, shard) VALUES (?, ?)")
                    .params(appended, appended % 256)
                    .update();
            appended++;
        }
    }

    private boolean zombieLeads() {
        return count("pg_tables WHERE schemaname = 'platform' AND tablename = 'idempotency_key'") == 1
                && count("platform.consumer_position") > 0
                && count("platform.outbox_lease") > 0;
    }

    private String relay() {
        return environment
                .jdbc()
                .sql("SELECT owner::text FROM platform.outbox_lease")
                .query(String.class)
                .single();
    }

    private long count(String from) {
        return environment
                .jdbc()
                .sql("SELECT count(*) FROM " + from)
                .query(Long.class)
                .single();
    }

    private List<Integer> effects(String key) {
        return environment
                .jdbc()
                .sql("SELECT n FROM effect_log WHERE key = ? ORDER BY position")
                .param(key)
                .query((row, index) -> row.getInt(1))
                .list();
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(exit).isZero();
    }
}
