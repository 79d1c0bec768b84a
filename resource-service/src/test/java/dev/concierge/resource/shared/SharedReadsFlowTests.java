package dev.concierge.resource.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.concierge.localstack.infrastructure.RedisServer;
import dev.concierge.platform.redis.RedisLink;
import dev.concierge.platform.redis.RedisSettings;
import dev.concierge.resource.shard.LoneShard;
import dev.concierge.resource.shard.RoundTrip;
import dev.concierge.resource.shard.Shard;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pods of one database that share a Redis of their own, which is killed, hung and started again. What they read is a
 * tenant's row whose only content is its version.
 */
class SharedReadsFlowTests {
    private static final Duration LEASE = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofMillis(250);
    private static final String KEY = "b/l/t/r";

    private static final Shard SHARD = LoneShard.create();

    private final List<Pod> pods = new ArrayList<>();
    private RedisServer redis;

    @BeforeEach
    void startRedis(@TempDir Path folder) {
        redis = RedisServer.in(folder, 0);
        redis.start();
        int _ = SHARD.asTenant(
                "b",
                () -> SHARD.jdbc().sql("delete from tenant.location_numbers").update());
    }

    @AfterEach
    void stop() {
        pods.forEach(Pod::stop);
        redis.stop();
    }

    @Test
    void whatOnePodReadAnotherFinds() {
        Pod one = sharing();
        Pod other = sharing();
        one.write(1);

        one.share(1);

        assertThat(other.read()).contains(1L);
        assertThat(other.reads()).isZero();
    }

    @Test
    void whoWasAnsweredIsNeverShownWhatWasBefore() {
        Pod one = sharing();
        Pod other = sharing();
        one.write(1);
        other.share(1);

        one.write(2);

        assertThat(other.read()).contains(2L);
        assertThat(one.read()).contains(2L);
    }

    @Test
    void aReaderThatAWriterOvertookSharesNothing() {
        Pod one = sharing();
        Pod other = sharing();
        one.write(1);

        other.whileReading = () -> one.write(2);

        assertThat(other.read()).contains(1L);
        other.settle();
        assertThat(one.read()).contains(2L);
        assertThat(other.read()).contains(2L);
    }

    @Test
    void whoReadsBeforeTheCommitOfWhatWasToldSharesNothing() {
        Pod one = sharing();
        Pod other = sharing();
        one.write(1);
        one.beforeCommit = () -> CompletableFuture.runAsync(
                        () -> { // on a thread without the transaction
                            assertThat(other.read()).contains(1L);
                            other.settle();
                        })
                .join();

        one.write(2);

        assertThat(other.read()).contains(2L);
    }

    @Test
    void whatIsDeletedIsNotBroughtBackByAReaderThatComesLate() {
        Pod one = sharing();
        Pod other = sharing();
        one.write(1);
        other.whileReading = () -> one.delete(2);

        assertThat(other.read()).contains(1L);
        other.settle();

        assertThat(one.read()).isEmpty();
        assertThat(other.read()).isEmpty();
    }

    @Test
    void anOlderWriterDoesNotUndoWhatANewerOneShared() {
        Pod one = sharing();
        Pod other = sharing();
        one.write(5);
        one.share(5);

        other.forgetAlone(4);

        assertThat(other.read()).contains(5L);
        assertThat(other.reads()).isZero();
    }

    @Test
    void whatIsRolledBackChangesNothing() {
        Pod one = sharing();
        one.write(1);
        one.share(1);
        one.beforeCommit = () -> {
            throw new IllegalStateException("rolled back");
        };

        assertThatThrownBy(() -> one.write(2)).hasMessage("rolled back");

        assertThat(one.read()).contains(1L);
        one.beforeCommit = () -> {};
        one.write(2);
        assertThat(one.read()).contains(2L);
    }

    @Test
    void aRedisThatWasKilledComesBackWithNothingThatCounts() throws IOException, InterruptedException {
        Pod one = sharing();
        Pod other = sharing();
        one.write(1);
        one.share(1);
        command("SAVE");
        one.write(2); // told to a Redis that forgets it again
        signal("KILL");
        redis.stop();
        redis.start(); // with the snapshot

        assertThat(other.read()).contains(2L);
        one.write(3);
        awaitSharing(one, other);
        assertThat(other.read()).contains(3L);
    }

    @Test
    void aRedisThatIsGoneCostsAMomentOnceAndNothingOlderIsSeen() {
        Pod one = sharing();
        Pod other = sharing();
        one.write(1);
        one.share(1);
        redis.stop();

        one.write(2);
        assertThat(other.read()).contains(2L);
        one.write(3);
        assertThat(other.read()).contains(3L);
        await().until(() -> took(() -> one.write(4)).compareTo(LEASE) < 0);

        redis.start();
        awaitSharing(one, other);
        assertThat(other.read()).contains(4L);
    }

    @Test
    void aRedisThatHangsCostsItsTimeoutAFewTimesAndComesBackWithNothingThatCounts()
            throws IOException, InterruptedException {
        Pod one = sharing();
        Pod other = sharing();
        one.write(1);
        one.share(1);
        signal("STOP");
        try {
            assertThat(took(() -> {
                        for (int i = 0; i < 100; i++) {
                            assertThat(other.read()).contains(1L);
                        }
                    }))
                    .isLessThan(TIMEOUT.multipliedBy(25)); // of a hundred
            assertThat(took(() -> one.write(2))).isLessThan(TIMEOUT.plus(LEASE).multipliedBy(4));
            assertThat(other.read()).contains(2L);
        } finally {
            signal("CONT");
        }
        assertThat(other.read()).contains(2L);
        awaitSharing(one, other);
        assertThat(other.read()).contains(2L);
    }

    @Test
    void aPodThatDoesNotShareKeepsTheOthersFromIt() {
        Pod one = sharing();
        one.write(1);
        one.share(1);
        Pod alone = pod(null);
        await().until(() -> !one.shares());

        alone.write(2);

        assertThat(one.read()).contains(2L);
        alone.stop();
        awaitSharing(one);
    }

    @Test
    void aPodThatStartsLetsTheOthersGoOn() {
        Pod one = sharing();
        String before = space();

        Pod two = sharing();
        two.write(1);

        assertThat(space()).isEqualTo(before);
        assertThat(one.shares()).isTrue();
    }

    @Test
    void whoWritesWithoutTellingEndsTheSharing() {
        Pod one = sharing();
        int _ = SHARD.asTenant("b", () -> SHARD.jdbc().sql("""
                        insert into tenant.resources (business_id, location_id, resource_type, resource_id, version, data,
                            fields, created_at, updated_at)
                        values ('b', 'l', 't', 'by hand', 1, '{}', '{}', now(), now()) on conflict do nothing
                        """).update());

        await().atMost(LEASE.multipliedBy(3)).until(() -> !one.shares());
        awaitSharing(one);
    }

    @Test
    void aPodAtAnotherRedisIsNotSharedWith(@TempDir Path elsewhere) {
        Pod one = sharing();
        one.write(1);
        one.share(1);
        RedisServer second = RedisServer.in(elsewhere, 0);
        second.start();
        try {
            Pod lost = pod(link(second));
            lost.write(2);
            assertThat(one.read()).contains(2L);
            one.write(3);
            assertThat(lost.read()).contains(3L);
            lost.stop();
        } finally {
            second.stop();
        }
    }

    /** Each reader is shown at least what was answered before it asked, while Redis is killed, hung and started again. */
    @Test
    void underFaultsNobodyIsShownLessThanWasAnswered() throws Exception {
        Pod one = sharing();
        Pod other = sharing();
        AtomicLong answered = new AtomicLong();
        AtomicBoolean over = new AtomicBoolean();
        Queue<String> older = new ConcurrentLinkedQueue<>();
        one.write(1);
        answered.set(1);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            threads.submit(() -> {
                for (long version = 2; !over.get(); version++) {
                    (version % 2 == 0 ? one : other).write(version);
                    answered.set(version);
                }
                return true;
            });
            for (Pod pod : List.of(one, other, one, other)) {
                threads.submit(() -> {
                    while (!over.get()) {
                        long atLeast = answered.get();
                        long shown = pod.read().orElse(0L);
                        if (shown < atLeast) {
                            older.add(shown + " after " + atLeast);
                        }
                    }
                    return true;
                });
            }
            try {
                command("SAVE");
                await().atMost(Duration.ofSeconds(30)).until(() -> answered.get() > 50);
                signal("KILL");
                redis.stop();
                redis.start();
                awaitSharing(one, other);
                long before = answered.get();
                signal("STOP");
                await().atMost(Duration.ofSeconds(30)).until(() -> answered.get() > before + 20);
                signal("CONT");
                awaitSharing(one, other);
            } finally {
                over.set(true);
            }
        }
        assertThat(older).isEmpty();
        assertThat(one.shared() + other.shared()).isPositive();
    }

    private static String space() {
        return SHARD.asOwner(() -> SHARD.jdbc()
                .sql("select space::text from cache.space")
                .query(String.class)
                .single());
    }

    private Pod sharing() {
        Pod pod = pod(link(redis));
        awaitSharing(pod);
        return pod;
    }

    private static void awaitSharing(Pod... pods) {
        for (Pod pod : pods) {
            await().atMost(Duration.ofSeconds(30)).until(pod::shares);
        }
    }

    private Pod pod(@Nullable RedisLink link) {
        Pod pod = new Pod(link);
        pods.add(pod);
        return pod;
    }

    private static RedisLink link(RedisServer server) {
        return new RedisLink(
                new RedisSettings("127.0.0.1", server.port(), "", "", false),
                TIMEOUT,
                "none is shared",
                SharedAnswers.SCRIPTS);
    }

    private static Duration took(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private void signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(redis.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private void command(String command) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", redis.port())) {
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] _ = socket.getInputStream().readAllBytes();
        }
    }

    private static final class Pod implements SharedReads.Form<Long> {
        private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
        private final SharedReads all;
        private Runnable whileReading = () -> {};
        private Runnable beforeCommit = () -> {};

        private Pod(@Nullable RedisLink link) {
            all = new SharedReads(link, List.of(SHARD), "test:", meters, LEASE);
            all.start();
        }

        Optional<Long> read() {
            return all.find(SHARD, KEY, this, () -> {
                Optional<Long> row = SHARD.asTenant(
                        "b",
                        () -> SHARD.jdbc()
                                .sql(
                                        "select seq from tenant.location_numbers where business_id = 'b' and location_id = 'l'")
                                .query(Long.class)
                                .optional());
                Runnable once = whileReading;
                whileReading = () -> {};
                once.run();
                return row;
            });
        }

        void write(long version) {
            change(version, """
                    insert into tenant.location_numbers values ('b', 'l', ?)
                    on conflict (business_id, location_id) do update set seq = excluded.seq
                    """, version);
        }

        void delete(long version) {
            change(version, "delete from tenant.location_numbers where business_id = 'b'");
        }

        /** As a writer does that has not come to its commit. */
        void forgetAlone(long version) {
            Change change = all.change(SHARD);
            SHARD.<Void>asTenant("b", () -> {
                RoundTrip trip = SHARD.roundTrip();
                change.look(trip);
                trip.run();
                change.forget(Map.of(KEY, version));
                change.settle();
                return null;
            });
        }

        private void change(long version, String sql, Object... parameters) {
            Change change = all.change(SHARD);
            SHARD.<Void>asTenant("b", () -> {
                RoundTrip trip = SHARD.roundTrip();
                var _ = trip.update(sql, parameters);
                change.look(trip);
                trip.run();
                change.forget(Map.of(KEY, version));
                change.settle();
                beforeCommit.run();
                return null;
            });
            change.awaitSeen();
        }

        /** Until a reader finds it without asking the database. */
        void share(long version) {
            await().until(() -> {
                double before = shared();
                return read().equals(Optional.of(version)) && shared() > before;
            });
        }

        /** Whatever it sent to Redis before has arrived by then. */
        void settle() {
            Supplier<Optional<Long>> nothing = Optional::empty;
            assertThat(all.find(SHARD, "b/l/t/nothing", this, nothing)).isEmpty();
        }

        boolean shares() {
            return meters.get("resource.reads.shared").gauge().value() == 1;
        }

        double shared() {
            return count("shared");
        }

        double reads() {
            return count("database");
        }

        private double count(String from) {
            return meters.counter("resource.reads", "from", from).count();
        }

        void stop() {
            all.stop();
            all.close();
        }

        @Override
        public long version(Long answer) {
            return answer;
        }

        @Override
        public String write(Long answer) {
            return String.valueOf(answer);
        }

        @Override
        public Optional<Long> read(String text) {
            return Optional.of(Long.valueOf(text));
        }
    }
}
