package dev.concierge.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients feel of a Redis that is not well. */
class SlowRedisTests {
    private static final Duration TIMEOUT = Duration.ofMillis(50);

    private final FakeRedis redis = new FakeRedis();
    private final LimitSettings settings =
            new LimitSettings(10_000, FakeRedis.HELD, 10_000, 10_000, 1, 1, TIMEOUT, redis.settings("", ""));
    private final SharedBuckets shared = new SharedBuckets(settings);
    private final Buckets buckets =
            new Buckets("", shared, new LocalBuckets(settings.rate(), System::nanoTime), System::nanoTime);

    @AfterEach
    void close() throws Exception {
        shared.close();
        redis.close();
    }

    @Test
    void countsInRedisWhileItAnswers() {
        connect();

        assertThat(take().remaining()).isEqualTo(FakeRedis.HELD - 1);
        assertThat(redis.taken()).isEqualTo(1);
    }

    @Test
    void aRedisThatNeverAnsweredCostsNothing() {
        redis.hang();
        shared.connectIfNeeded();

        long[] micros =
                IntStream.range(0, 1_000).mapToLong(i -> microsOfOneRequest()).toArray();

        assertThat(percentile(micros, 90)).isLessThan(20_000);
        assertThat(redis.taken()).isZero();
    }

    @Test
    void aRedisThatBeginsToHangCostsAFewRequestsItsTimeout() {
        connect();
        redis.hang();

        long[] micros =
                IntStream.range(0, 1_000).mapToLong(i -> microsOfOneRequest()).toArray();

        assertThat(Arrays.stream(micros).filter(each -> each > 20_000).count())
                .as("of 1,000; a busy machine holds up some by itself")
                .isLessThanOrEqualTo(50);
        assertThat(shared.isConnected()).isFalse();
    }

    /** Sixteen who wait for each answer, before Redis hangs and from then on. */
    @Test
    void aRedisThatBeginsToHangRaisesThe99thPercentileByItsTimeoutAtMost() {
        connect();
        long before = percentile(microsOfMany(), 99);
        redis.hang();

        long after = percentile(microsOfMany(), 99);

        assertThat(after - before).isLessThanOrEqualTo(TIMEOUT.toNanos() / 1_000);
        assertThat(shared.isConnected()).isFalse();
    }

    private long[] microsOfMany() {
        List<long[]> each = new CopyOnWriteArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < 16; client++) {
                clients.execute(() -> each.add(IntStream.range(0, 500)
                        .mapToLong(_ -> microsOfOneRequest())
                        .toArray()));
            }
        }
        assertThat(each).as("clients that were served to the end").hasSize(16);
        return each.stream().flatMapToLong(Arrays::stream).toArray();
    }

    /** The first part is the one permit of the first request; each is twice as large, to a tenth of a second's worth. */
    @Test
    void mostRequestsAskNobody() {
        connect();

        IntStream.range(0, 10_000).forEach(_ -> take());

        assertThat(redis.asked()).isLessThan(50);
        assertThat(redis.taken()).as("taken ahead").isBetween(10_000, 10_000 + 2 * settings.perSecond() / 10);
    }

    @Test
    void goesBackToRedisWhenItRecovers() {
        connect();
        redis.hang();
        IntStream.range(0, 5).forEach(i -> take());
        redis.recover();

        connect();
        int before = redis.taken();
        take();

        assertThat(redis.taken()).isEqualTo(before + 1);
    }

    @Test
    void anAttemptToConnectThatHangsIsGivenUp() {
        redis.hang();
        shared.connectIfNeeded();
        await().until(() -> redis.ignored() > 0);
        redis.recover();

        connect();

        assertThat(take().remaining()).isEqualTo(FakeRedis.HELD - 1);
    }

    private void connect() {
        await().atMost(Duration.ofSeconds(5)).until(() -> {
            shared.connectIfNeeded();
            return shared.isConnected();
        });
    }

    private long microsOfOneRequest() {
        long start = System.nanoTime();
        assertThat(take().allowed()).isTrue();
        return (System.nanoTime() - start) / 1_000;
    }

    private Verdict take() {
        Verdict verdict = buckets.take("client").block();
        if (verdict == null) {
            throw new AssertionError("no verdict");
        }
        return verdict;
    }

    private static long percentile(long[] values, int percent) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length * percent / 100];
    }
}
