package dev.concierge.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DependencyChecksTests {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Peer peer = new Peer();
    private final DependencyChecks checks =
            new DependencyChecks(List.of(peer), Duration.ofMillis(20), Duration.ofMillis(100), meters);

    @AfterEach
    void stop() {
        checks.stop();
        peer.answer.countDown();
    }

    @Test
    void whoAnswersIsUp() {
        checks.start();

        await().untilAtomic(peer.asked, asked -> assertThat(asked).isGreaterThan(1));
        assertThat(up()).isOne();
    }

    @Test
    void whoRefusesIsAwayUntilItAnswers() {
        peer.refuses = true;
        checks.start();
        await().untilAsserted(() -> assertThat(up()).isZero());

        peer.refuses = false;
        await().untilAsserted(() -> assertThat(up()).isOne());
    }

    @Test
    void whoHangsIsAwayAndAskedOnce() {
        peer.hangs = true;
        checks.start();
        await().untilAsserted(() -> assertThat(up()).isZero());
        assertThat(peer.asked).hasValue(1);

        peer.hangs = false;
        peer.answer.countDown();
        await().untilAsserted(() -> assertThat(up()).isOne());
    }

    /** Not only when it would be asked again. */
    @Test
    void whoHangsIsAwayOncePatienceHasRunOut() {
        SimpleMeterRegistry own = new SimpleMeterRegistry();
        DependencyChecks seldom = new DependencyChecks(List.of(peer), Duration.ofHours(1), Duration.ofMillis(100), own);
        peer.hangs = true;
        seldom.start();
        try {
            await().untilAsserted(() ->
                    assertThat(own.get("dependency.up").gauge().value()).isZero());
        } finally {
            seldom.stop();
        }
    }

    private double up() {
        return meters.get("dependency.up").tag("dependency", "peer").gauge().value();
    }

    private static final class Peer implements Dependency {
        private final AtomicInteger asked = new AtomicInteger();
        private final CountDownLatch answer = new CountDownLatch(1);
        private volatile boolean refuses;
        private volatile boolean hangs;

        @Override
        public String name() {
            return "peer";
        }

        @Override
        public void ask() throws IOException, InterruptedException {
            asked.incrementAndGet();
            if (refuses) {
                throw new IOException("refused");
            }
            if (hangs) {
                answer.await();
            }
        }
    }
}
