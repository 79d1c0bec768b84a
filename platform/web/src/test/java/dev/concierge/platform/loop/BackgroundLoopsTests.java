package dev.concierge.platform.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;

@Timeout(60)
class BackgroundLoopsTests {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void end() {
        go.countDown();
    }

    @Test
    void itsTurnsAreTakenFromTheStartOfTheServiceToItsEnd() {
        Waiting loop = new Waiting(LONG);
        try (GenericApplicationContext service = new GenericApplicationContext()) {
            service.registerBean(Waiting.class, () -> loop);
            service.refresh();
            await().until(() -> turns.get() == 1);
            assertThat(loop.isRunning()).isTrue();
        }

        assertThat(loop.isRunning()).isFalse();
        assertThat(ended).hasValue(1);
    }

    @Test
    void itIsAmongTheLastToStartAndTheFirstToStop() {
        assertThat(new Waiting(LONG).getPhase()).isEqualTo(SmartLifecycle.DEFAULT_PHASE);
    }

    @Test
    void startingTwiceMakesNoSecondLoop() {
        Waiting loop = new Waiting(LONG);
        loop.start();
        loop.start();
        await().until(() -> turns.get() == 1);

        await().during(Duration.ofMillis(200)).until(() -> turns.get() == 1);
        loop.stop();
    }

    @Test
    void whatWasStoppedStartsAgain() {
        Waiting loop = new Waiting(LONG);
        loop.start();
        await().until(() -> turns.get() == 1);
        loop.stop();

        loop.start();

        await().until(() -> turns.get() == 2);
        loop.stop();
        assertThat(ended).hasValue(2);
    }

    @Test
    void wakingGoesOnAtOnce() {
        Waiting loop = new Waiting(LONG);
        loop.start();
        await().until(() -> turns.get() == 1);

        loop.wake();

        await().until(() -> turns.get() == 2);
        loop.stop();
    }

    @Test
    void aTurnThatTakesLongerThanPatienceIsInterrupted() {
        Busy loop = new Busy(Duration.ofMillis(50));
        loop.start();
        await().until(() -> turns.get() == 1);

        loop.stop();

        await().until(() -> interrupted.get() == 1);
    }

    @Test
    void withoutPatienceTheTurnUnderWayEndsByItself() {
        Busy loop = new Busy();
        loop.start();
        await().until(() -> turns.get() == 1);

        loop.stop();

        assertThat(loop.isRunning()).isFalse();
        assertThat(ended).hasValue(0);
        go.countDown();
        await().until(() -> ended.get() == 1);
        assertThat(interrupted).hasValue(0);
    }

    @Test
    void allAreToldToEndBeforeAnyIsWaitedForAndWhatTheyWaitForIsWoken() {
        BackgroundLoops loops = new BackgroundLoops(LONG) {
            @Override
            protected List<Loop> begin() {
                return Stream.of("first", "second")
                        .map(name -> Loop.start(name, Runnable::run, BackgroundLoopsTests.this::waitToGo))
                        .toList();
            }

            @Override
            protected void wakeTurns() {
                go.countDown();
            }
        };
        loops.start();
        await().until(() -> turns.get() == 2);

        loops.stop();

        assertThat(ended).as("each one's only turn").hasValue(2);
        assertThat(turns).hasValue(2);
        assertThat(loops.isRunning()).isFalse();
    }

    private void waitToGo(Loop loop) throws InterruptedException {
        turns.incrementAndGet();
        try {
            go.await();
            ended.incrementAndGet();
        } catch (InterruptedException told) {
            interrupted.incrementAndGet();
            throw told;
        }
    }

    /** Ends its turn as soon as its loop says so. */
    private final class Waiting extends BackgroundLoop {
        Waiting(Duration patience) {
            super("waiting", Runnable::run, patience);
        }

        @Override
        protected void turn(Loop loop) throws InterruptedException {
            turns.incrementAndGet();
            loop.await(LONG);
            ended.incrementAndGet();
        }
    }

    /** Does not look whether its loop is to end. */
    private final class Busy extends BackgroundLoop {
        Busy() {
            super("busy", Runnable::run);
        }

        Busy(Duration patience) {
            super("busy", Runnable::run, patience);
        }

        @Override
        protected void turn(Loop loop) throws InterruptedException {
            waitToGo(loop);
        }
    }
}
