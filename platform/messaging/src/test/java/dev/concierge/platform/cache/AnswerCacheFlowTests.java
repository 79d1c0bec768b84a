package dev.concierge.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.localstack.infrastructure.PostgresDatabases;
import dev.concierge.localstack.infrastructure.RedisServer;
import dev.concierge.platform.message.PlatformSchema;
import dev.concierge.platform.redis.RedisLink;
import dev.concierge.platform.redis.RedisSettings;
import dev.concierge.testsupport.Infrastructure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Pods that share answers in a Redis of their own, which is killed and hung. */
class AnswerCacheFlowTests {
    private static final Duration TIMEOUT = Duration.ofMillis(200);

    private final DataSource database = database();
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    private final Map<String, Guest> guests = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Pod> pods = new ArrayList<>();
    private Runnable whileAsking = () -> {};
    private RedisServer redis;

    record Guest(String id, long version, String name) {}

    @BeforeEach
    void startRedis(@TempDir Path folder) {
        redis = RedisServer.in(folder, 0);
        redis.start();
        guests.put("ada", new Guest("ada", 1, "Ada"));
        guests.put("bob", new Guest("bob", 1, "Bob"));
    }

    @AfterEach
    void stop() {
        pods.forEach(pod -> pod.caches.close());
        redis.stop();
    }

    @Test
    void whatOnePodAskedForAnotherFinds() {
        Pod first = pod();
        Pod second = pod();

        assertThat(first.cache.findAll(List.of("ada", "bob", "nobody"))).containsOnlyKeys("ada", "bob");
        await().untilAsserted(() -> assertThat(pod().cache.find("bob")).isPresent());
        asked.clear();
        assertThat(first.name("ada")).isEqualTo("Ada");
        assertThat(second.cache.findAll(List.of("ada", "bob"))).hasSize(2);

        assertThat(asked).isEmpty();
        assertThat(second.answers("shared")).isEqualTo(2);
        assertThat(first.answers("near")).isEqualTo(1);
        assertThat(first.answers("service")).isEqualTo(3);
    }

    @Test
    void aChangeThatWasHeardOfIsSeenByAll() {
        Pod first = pod();
        first.shares("ada");

        first.hears(changed("ada", 2));

        assertThat(first.name("ada")).isEqualTo("Ada 2");
        assertThat(pod().name("ada")).isEqualTo("Ada 2");
    }

    @Test
    void anAnswerThatAChangeOvertookIsKeptNowhere() {
        Pod first = pod();
        Pod second = pod();
        Guest old = Objects.requireNonNull(guests.get("ada"));
        whileAsking = () -> {
            whileAsking = () -> {};
            first.hears(changed("ada", 2));
        };

        assertThat(second.cache.find("ada")).contains(old);
        first.shares("bob"); // whatever second sent to Redis before has arrived by then

        assertThat(first.name("ada")).isEqualTo("Ada 2");
        assertThat(pod().name("ada")).isEqualTo("Ada 2");
    }

    @Test
    void newsOfAnOlderChangeLeavesANewerAnswer() {
        Pod first = pod();
        changed("ada", 3);
        first.shares("ada");
        asked.clear();

        first.hears(new Guest("ada", 2, "Ada 2"));

        assertThat(pod().name("ada")).isEqualTo("Ada 3");
        assertThat(first.name("ada")).isEqualTo("Ada 3");
        assertThat(asked).isEmpty();
    }

    @Test
    void ofAGuestWhoIsGoneNothingIsKeptAnyMore() {
        Pod first = pod();
        first.shares("ada");
        Guest last = Objects.requireNonNull(guests.remove("ada"));

        first.hears(new Guest("ada", Long.MAX_VALUE, ""));
        guests.put("ada", last); // an answer from before, as late as can be

        assertThat(first.name("ada")).isEqualTo("Ada");
        guests.remove("ada");
        assertThat(first.cache.find("ada")).isEmpty();
        assertThat(pod().cache.find("ada")).isEmpty();
    }

    @Test
    void aRedisThatWasGoneComesBackWithNothingThatCounts() {
        Pod first = pod();
        first.shares("ada");
        redis.stop(); // with a snapshot on its disk

        first.hears(changed("ada", 2));
        assertThat(first.name("ada")).isEqualTo("Ada 2");
        redis.start();
        await().until(() -> first.caches.space("guests").isPresent());

        assertThat(pod().name("ada")).isEqualTo("Ada 2");
    }

    @Test
    void aRedisThatHangsCostsItsTimeoutAFewTimesAndComesBackWithNothingThatCounts() throws Exception {
        Pod first = pod();
        first.shares("ada");
        signal("STOP");
        try {
            long begin = System.nanoTime();
            IntStream.range(0, 1_000)
                    .forEach(number ->
                            assertThat(first.cache.find("guest " + number)).isEmpty());
            first.hears(changed("ada", 2));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(TIMEOUT.multipliedBy(20));
            assertThat(first.name("ada")).isEqualTo("Ada 2");
        } finally {
            signal("CONT");
        }
        await().until(() -> first.caches.space("guests").isPresent());

        assertThat(pod().name("ada")).isEqualTo("Ada 2");
    }

    @Test
    void newsWhoseTransactionFailsBeginNoGeneration() {
        Pod first = pod();
        first.shares("ada");
        redis.stop();
        long before = generation();

        transaction.executeWithoutResult(status -> {
            first.cache.evict("ada", 2);
            status.setRollbackOnly();
        });

        assertThat(generation()).isEqualTo(before);
    }

    private Guest changed(String id, long version) {
        Guest changed = new Guest(id, version, "Ada " + version);
        guests.put(id, changed);
        return changed;
    }

    private List<Guest> answer(List<String> ids) {
        asked.addAll(ids);
        List<Guest> answer = guests.values().stream()
                .filter(guest -> ids.contains(guest.id()))
                .toList();
        whileAsking.run();
        return answer;
    }

    private long generation() {
        return JdbcClient.create(database)
                .sql("SELECT generation FROM platform.cache_generation")
                .query(Long.class)
                .single();
    }

    private void signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(redis.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private Pod pod() {
        Pod pod = new Pod();
        pods.add(pod);
        await().until(() -> pod.caches.space("guests").isPresent());
        return pod;
    }

    private static DataSource database() {
        String name = "cache_" + UUID.randomUUID().toString().substring(0, 8);
        PostgresDatabases databases = Infrastructure.get().databases();
        databases.create(name);
        DataSource database =
                new DriverManagerDataSource(databases.url(name), PostgresDatabases.OWNER, PostgresDatabases.PASSWORD);
        new PlatformSchema(database);
        return database;
    }

    private final class Pod {
        private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
        private final AnswerCaches caches;
        private final AnswerCache<Guest> cache;

        Pod() {
            CacheSettings settings = new CacheSettings(
                    TIMEOUT, Duration.ofMinutes(10), new RedisSettings("127.0.0.1", redis.port(), "", "", false));
            RedisLink link = new RedisLink(settings.redis(), TIMEOUT, "none is shared", List.of());
            caches = new AnswerCaches(
                    "test",
                    link,
                    new SharedAnswers(link, settings.kept()),
                    new Generations(JdbcClient.create(database)),
                    new CacheMetrics(meters),
                    new CacheJson(new JsonMapper()));
            caches.start();
            cache = caches.of(
                    "guests",
                    new Answers<>(Guest.class, AnswerCacheFlowTests.this::answer, Guest::id, Guest::version),
                    Duration.ofMinutes(1),
                    100);
        }

        /** Asks, and sees to it that the answer is in Redis. */
        void shares(String id) {
            cache.find(id);
            String space = caches.space("guests").orElseThrow();
            await().until(() -> caches.shared().find(space, List.of(id)).containsKey(id));
        }

        void hears(Guest change) {
            transaction.executeWithoutResult(_ -> cache.evict(change.id(), change.version()));
        }

        String name(String id) {
            return cache.find(id).orElseThrow().name();
        }

        double answers(String from) {
            return meters.counter("cache.answers", "cache", "guests", "from", from)
                    .count();
        }
    }
}
