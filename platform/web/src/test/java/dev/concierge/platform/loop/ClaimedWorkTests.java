package dev.concierge.platform.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClaimedWorkTests {
    private final Queue<Integer> due = new ConcurrentLinkedQueue<>(List.of(1, 2, 3, 4, 5));
    private final Queue<Integer> done = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();
    private final CountDownLatch go = new CountDownLatch(1);
    private Numbers work = new Numbers(2, this::run);

    @AfterEach
    void end() {
        go.countDown();
        work.stop();
    }

    @Test
    void noMoreRunsAtOneTimeThanThereIsRoomFor() {
        work.start();
        await().until(() -> running.get() == 2);
        assertThat(due).hasSize(3);

        go.countDown();

        await().untilAsserted(() -> assertThat(done).containsExactlyInAnyOrder(1, 2, 3, 4, 5));
    }

    @Test
    void whatFailsGivesItsPlaceBack() {
        Numbers failing = new Numbers(1, number -> {
            done.add(number);
            throw new IllegalStateException("number " + number);
        });
        failing.start();

        await().dontCatchUncaughtExceptions()
                .untilAsserted(() -> assertThat(done).hasSize(5));
        failing.stop();
    }

    @Test
    void stoppingClaimsNoMoreAndWaitsForWhatIsUnderWay() {
        work.start();
        await().until(() -> running.get() == 2);

        Thread.ofVirtual().start(() -> {
            await().until(() -> !work.isRunning());
            go.countDown();
        });
        work.stop();

        assertThat(done).hasSize(2);
        assertThat(due).hasSize(3);
    }

    @Test
    void whereThereIsNoRoomNothingIsClaimed() {
        work = new Numbers(0, this::run);
        work.start();

        assertThat(work.isRunning()).isFalse();
    }

    private final class Numbers extends ClaimedWork<Integer> {
        private final Consumer<Integer> runner;

        Numbers(int atOnce, Consumer<Integer> runner) {
            super("numbers", Runnable::run, atOnce, Duration.ofMillis(10), Duration.ofSeconds(10));
            this.runner = runner;
        }

        @Override
        protected List<Integer> claim(int most) {
            List<Integer> claimed = new ArrayList<>();
            while (claimed.size() < most && !due.isEmpty()) {
                claimed.add(due.remove());
            }
            return claimed;
        }

        @Override
        protected void run(Integer number, Loop turns) {
            runner.accept(number);
        }
    }

    private void run(Integer number) {
        running.incrementAndGet();
        try {
            go.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        done.add(number);
    }
}
