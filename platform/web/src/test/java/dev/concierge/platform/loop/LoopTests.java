package dev.concierge.platform.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoopTests {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final AtomicInteger turns = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // every test starts one
    private Loop loop;

    @AfterEach
    void stop() {
        loop.stop(Duration.ZERO);
    }

    @Test
    void survivesWhateverATurnThrows() {
        start(_ -> {
            switch (turns.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("once");
                case 2 -> throw new StackOverflowError();
                case 3 -> throw new OutOfMemoryError("planted");
                default -> {}
            }
        });

        await().until(() -> turns.get() > 4);
    }

    @Test
    void isWokenFromWaitingAndKeepsASignalGivenBefore() {
        CountDownLatch first = new CountDownLatch(1);
        start(loop -> {
            turns.incrementAndGet();
            first.await();
            loop.await(LONG);
        });
        loop.wake();
        first.countDown();
        await().until(() -> turns.get() == 2);

        loop.wake();

        await().until(() -> turns.get() == 3);
    }

    @Test
    void restsWhoeverWakesIt() {
        start(loop -> {
            turns.incrementAndGet();
            loop.rest(LONG);
        });
        await().until(() -> turns.get() == 1);

        loop.wake();

        await().during(Duration.ofMillis(200)).until(() -> turns.get() == 1);
    }

    @Test
    void isStoppedWhereverItWaits() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        start(loop -> {
            turns.incrementAndGet();
            loop.rest(LONG);
            loop.await(LONG);
            ended.countDown();
        });
        await().until(() -> turns.get() == 1);

        loop.stop(LONG);

        assertThat(ended.await(0, TimeUnit.SECONDS)).isTrue();
        assertThat(loop.isStopping()).isTrue();
    }

    @Test
    void aTurnThatDoesNotEndIsInterrupted() {
        CountDownLatch interrupted = new CountDownLatch(1);
        start(_ -> {
            turns.incrementAndGet();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException told) {
                interrupted.countDown();
                throw told;
            }
        });
        await().until(() -> turns.get() == 1);

        loop.stop(Duration.ofMillis(50));

        await().until(() -> interrupted.getCount() == 0);
    }

    @ParameterizedTest
    @CsvSource({"1, PT0.5S", "2, PT1S", "5, PT8S", "6, PT10S", "1000, PT10S"})
    void pausesDoubleUpToTheLongest(int times, Duration pause) {
        start(loop -> loop.rest(LONG));

        assertThat(new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10)).after(times))
                .isEqualTo(pause);
    }

    private void start(Loop.Turn turn) {
        loop = Loop.start("tested", Runnable::run, turn);
    }
}
