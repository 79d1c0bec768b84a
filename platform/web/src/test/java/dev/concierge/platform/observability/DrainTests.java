package dev.concierge.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DrainTests {
    @Test
    void stopsAtOnceWithoutDelay() {
        CountDownLatch stopped = new CountDownLatch(1);
        new Drain(Duration.ZERO).stop(stopped::countDown);
        assertThat(stopped.getCount()).isZero();
    }

    @Test
    void holdsTheShutdownUpForItsDelay() {
        CountDownLatch stopped = new CountDownLatch(1);
        new Drain(Duration.ofMillis(200)).stop(stopped::countDown);
        assertThat(stopped.getCount()).isOne();
        await().until(() -> stopped.getCount() == 0);
    }
}
