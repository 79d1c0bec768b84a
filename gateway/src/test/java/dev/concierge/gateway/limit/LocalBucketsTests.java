package dev.concierge.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalBucketsTests {
    private final AtomicLong nanos = new AtomicLong();
    private final LocalBuckets buckets = new LocalBuckets(new Rate(10, 20), nanos::get);

    @Test
    void aBurstPassesAtOnceAndNoMore() {
        assertThat(IntStream.range(0, 20).mapToObj(i -> buckets.take("a"))).allMatch(Verdict::allowed);

        Verdict refused = buckets.take("a");
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.remaining()).isZero();
        assertThat(refused.untilNext()).isEqualTo(Duration.ofMillis(100));
        assertThat(refused.untilFull()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void theBucketFillsAtTheRate() {
        IntStream.range(0, 20).forEach(i -> buckets.take("a"));
        nanos.addAndGet(Duration.ofMillis(300).toNanos());

        assertThat(IntStream.range(0, 4).mapToObj(i -> buckets.take("a").allowed()))
                .containsExactly(true, true, true, false);
    }

    @Test
    void itHoldsNoMoreThanTheBurst() {
        buckets.take("a");
        nanos.addAndGet(Duration.ofHours(1).toNanos());

        assertThat(buckets.take("a").remaining()).isEqualTo(19);
    }

    @Test
    void clientsDoNotShare() {
        IntStream.range(0, 20).forEach(i -> buckets.take("a"));

        assertThat(buckets.take("b").allowed()).isTrue();
    }
}
