package dev.concierge.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients feel of a Redis that is not well. */
class SlowRedisTests {
    private static final Duration TIMEOUT = Duration.ofMillis(50);

    private final FakeRedis redis = new FakeRedis();
    private final LimitSettings settings = new LimitSettings(10_000, 10_000, 1, 1, TIMEOUT, redis.settings("", ""));
    private final SharedBuckets shared = new SharedBuckets(settings);
    private final Buckets buckets = new Buckets(shared, new LocalBuckets(settings.rate(), System::nanoTime));

    @AfterEach
    void close() throws Exception {
        shared.close();
        redis.close();
    }

    @Test
    void countsInRedisWhileItAnswers() {
        connect();

        assertThat(take().remaining()).isEqualTo(99);
        assertThat(redis.taken()).isEqualTo(1);
    }

    @Test
    void aRedisThatNeverAnsweredCostsNothing() {
        redis.hang();
        shared.connectIfNeeded();

        long[] micros =
                IntStream.range(0, 1_000).mapToLong(i -> microsOfOneRequest()).toArray();

        assertThat(percentile(micros, 99)).isLessThan(20_000);
        assertThat(redis.taken()).isZero();
    }

    @Test
    void aRedisThatBeginsToHangCostsAFewRequestsItsTimeout() {
        connect();
        redis.hang();

        long[] micros =
                IntStream.range(0, 1_000).mapToLong(i -> microsOfOneRequest()).toArray();

        assertThat(Arrays.stream(micros).filter(each -> each > 20_000).count()).isLessThanOrEqualTo(5);
        assertThat(percentile(micros, 99)).isLessThan(TIMEOUT.toNanos() / 1_000);
        assertThat(shared.isConnected()).isFalse();
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

        assertThat(take().remaining()).isEqualTo(99);
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
