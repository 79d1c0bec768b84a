package dev.concierge.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.effect.EffectHandler;
import dev.concierge.platform.effect.RequestedEffect;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EffectFlowTests {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Greetings greetings = new Greetings();
    private final Pod pod = Pod.of(Servers.environment())
            .with(greetings)
            .set("concierge.effect.first-retry", "10ms")
            .set("concierge.effect.claim", "500ms")
            .start();

    @AfterEach
    void stop() {
        greetings.hold.countDown();
        pod.close();
    }

    @Test
    void performsWhatACommittedTransactionAskedFor() {
        request("ada");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(greetings.committed).containsExactly("ada"));
        assertThat(pending()).isZero();
    }

    @Test
    void performsNothingOfATransactionThatRollsBack() {
        pod.transaction().executeWithoutResult(status -> {
            pod.effects().request(UUID.randomUUID(), "greeting", "k", new Greeting("nobody"));
            status.setRollbackOnly();
        });
        request("ada");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(greetings.committed).containsExactly("ada"));
    }

    @Test
    void askingTwiceWithOneIdIsAskingOnce() {
        UUID id = UUID.randomUUID();
        pod.transaction().executeWithoutResult(_ -> {
            pod.effects().request(id, "greeting", "k", new Greeting("ada"));
            pod.effects().request(id, "greeting", "k", new Greeting("ada"));
        });

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(greetings.committed).containsExactly("ada"));
    }

    @Test
    void triesAgainWithTheSameIdUntilItWorks() {
        greetings.failures.set(3);

        request("ada");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(greetings.committed).containsExactly("ada"));
        assertThat(greetings.attempted).hasSize(4);
        assertThat(greetings.attempted.stream().distinct()).hasSize(1);
        assertThat(pod.count("effect.retried")).isEqualTo(3);
    }

    @Test
    void performsMoreThanItsBulkheadHoldsAtOnce() {
        List<String> names = IntStream.range(0, 500).mapToObj(i -> "guest-" + i).toList();
        pod.transaction()
                .executeWithoutResult(_ -> names.forEach(
                        name -> pod.effects().request(UUID.randomUUID(), "greeting", "k", new Greeting(name))));
        pod.jdbc().sql("ANALYZE platform.effect").update();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(greetings.committed).containsExactlyInAnyOrderElementsOf(names));
        assertThat(greetings.mostAtOnce.get()).isLessThanOrEqualTo(greetings.concurrency());
    }

    @Test
    void givesUpWhenPatienceRunsOut() {
        greetings.patience = Duration.ofMillis(30);
        greetings.failures.set(Integer.MAX_VALUE);

        request("ada");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(greetings.givenUp).containsExactly("ada: IOException: no answer"));
        assertThat(pending()).isZero();
    }

    @Test
    void aWorkerThatLostItsClaimCommitsNothing() {
        greetings.holdFirst = true;

        request("ada");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(greetings.committed).containsExactly("ada"));
        greetings.hold.countDown();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(greetings.returned.get()).isEqualTo(2));
        assertThat(greetings.committed).containsExactly("ada");
        assertThat(pending()).isZero();
    }

    private void request(String name) {
        pod.transaction()
                .executeWithoutResult(
                        _ -> pod.effects().request(UUID.randomUUID(), "greeting", "k", new Greeting(name)));
    }

    private long pending() {
        return pod.jdbc()
                .sql("SELECT count(*) FROM platform.effect")
                .query(Long.class)
                .single();
    }

    record Greeting(String name) {}

    private static final class Greetings implements EffectHandler<Greeting> {
        private final AtomicInteger failures = new AtomicInteger();
        private final AtomicInteger returned = new AtomicInteger();
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger mostAtOnce = new AtomicInteger();
        private final List<UUID> attempted = new CopyOnWriteArrayList<>();
        private final List<String> committed = new CopyOnWriteArrayList<>();
        private final List<String> givenUp = new CopyOnWriteArrayList<>();
        private final CountDownLatch hold = new CountDownLatch(1);
        private volatile Duration patience = Duration.ofHours(1);
        private volatile boolean holdFirst;

        @Override
        public String kind() {
            return "greeting";
        }

        @Override
        public Class<Greeting> payloadType() {
            return Greeting.class;
        }

        @Override
        public Duration patience() {
            return patience;
        }

        @Override
        public Completion perform(RequestedEffect<Greeting> effect) throws Exception {
            attempted.add(effect.id());
            mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                return greet(effect);
            } finally {
                running.decrementAndGet();
            }
        }

        private Completion greet(RequestedEffect<Greeting> effect) throws Exception {
            if (failures.getAndDecrement() > 0) {
                throw new IOException("no answer");
            }
            if (holdFirst && effect.attempt() == 1) {
                hold.await();
            }
            returned.incrementAndGet();
            return () -> committed.add(effect.payload().name());
        }

        @Override
        public void onGivenUp(RequestedEffect<Greeting> effect, String cause) {
            givenUp.add(effect.payload().name() + ": " + cause);
        }
    }
}
