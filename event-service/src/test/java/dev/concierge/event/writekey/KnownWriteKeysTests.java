package dev.concierge.event.writekey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.event.writekey.IssuedKey.WriteKeyId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class KnownWriteKeysTests {
    private static final int CALLERS = 6;
    /** Longer than an unknown key may be asked for again. */
    private static final Duration AWAY = Duration.ofMillis(400);

    @Test
    void aKeyThatAnotherPodMadeIsKnownAtOnce() {
        List<IssuedKey> made = new ArrayList<>();
        KnownWriteKeys known = new KnownWriteKeys(() -> made);
        made.add(new IssuedKey(
                new WriteKeyId(UUID.randomUUID()),
                "till",
                KnownWriteKeys.digest("secret"),
                Instant.parse("2026-11-22T09:00:00Z"),
                "olga"));

        assertThat(known.nameOf("secret")).contains("till");
        assertThat(known.nameOf("another")).isEmpty();
    }

    /** Each would wait for all before it, and the last one for as many time-outs. */
    @Test
    void whileTheDatabaseIsAwayWhoComesWithUnknownKeysWaitsForOneTimeOutTogether() throws Exception {
        CountDownLatch allAreThere = new CountDownLatch(CALLERS);
        AtomicInteger reads = new AtomicInteger();
        KnownWriteKeys known = new KnownWriteKeys(() -> {
            reads.incrementAndGet();
            await(allAreThere);
            long end = System.nanoTime() + AWAY.toNanos();
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            throw new DataAccessResourceFailureException("away");
        });

        List<Future<Optional<String>>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            for (int at = 0; at < CALLERS; at++) {
                answers.add(callers.submit(() -> {
                    allAreThere.countDown();
                    return known.nameOf("unknown");
                }));
            }
        }

        for (Future<Optional<String>> answer : answers) {
            assertThat(answer.get()).isEmpty();
        }
        assertThat(reads.get()).as("reads that timed out").isLessThan(CALLERS);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
