package dev.concierge.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.messaging.Greetings.Greeting;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EffectFlowTests {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Greetings greetings = new Greetings();
    private final Silence silence = new Silence();
    private final Pod pod = Pod.of(Servers.environment())
            .with(greetings)
            .with(silence)
            .set("concierge.effect.first-retry", "10ms")
            .set("concierge.effect.claim", "500ms")
            .start();

    @AfterEach
    void stop() {
        greetings.hold.countDown();
        silence.over.countDown();
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

    /** The workers were away for longer than its patience, and the peer then stumbles once. */
    @Test
    void patienceCountsFromTheFirstAttempt() {
        greetings.patience = Duration.ofSeconds(30);
        greetings.failures.set(1);
        pod.jdbc().sql("""
                INSERT INTO platform.effect (kind, id, key, payload, requested_at)
                VALUES ('greeting', gen_random_uuid(), 'k', '{"name": "ada"}', now() - interval '1 hour')
                """).update();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(greetings.committed).containsExactly("ada"));
        assertThat(greetings.givenUp).isEmpty();
    }

    @Test
    void aCompletionThatFailsIsTriedAgainLikeTheCallItself() {
        greetings.refusedCommits.set(3);

        request("ada");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(greetings.committed).containsExactly("ada"));
        assertThat(pod.count("effect.retried")).isEqualTo(3);
    }

    @Test
    void givesUpWhenNothingCanFollow() {
        greetings.patience = Duration.ofMillis(30);
        greetings.refusedCommits.set(Integer.MAX_VALUE);

        request("ada");

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(greetings.givenUp).containsExactly("ada: IllegalStateException: no place for ada"));
        assertThat(pending()).isZero();
    }

    @Test
    void whatCannotBeReadIsTriedLessAndLessOften() {
        pod.jdbc()
                .sql("INSERT INTO platform.effect (kind, id, key, payload) VALUES ('greeting', ?, 'k', '[]')")
                .param(UUID.randomUUID())
                .update();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pod.count("effect.retried")).isGreaterThan(1));
        assertThat(pending()).isOne();
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

    @Test
    void performsAgainAfterItsContextWasPaused() {
        pod.restart();

        request("ada");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(greetings.committed).containsExactly("ada"));
    }

    @Test
    void aPeerThatHangsHoldsUpItsOwnKindOnly() {
        pod.transaction().executeWithoutResult(_ -> {
            for (int i = 0; i < 2 * silence.concurrency(); i++) {
                pod.effects().request(UUID.randomUUID(), "silence", "k", new Greeting("nobody"));
            }
        });
        await().atMost(PATIENCE).until(() -> silence.hanging.get() == silence.concurrency());

        request("ada");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(greetings.committed).containsExactly("ada"));
        assertThat(silence.hanging).hasValue(silence.concurrency());
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
}
