package dev.concierge.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.platform.idempotency.Idempotency;
import dev.concierge.platform.idempotency.IdempotencyKeyReused;
import dev.concierge.platform.idempotency.RequestInFlight;
import dev.concierge.platform.security.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdempotencyFlowTests {
    private final Pod pod = Pod.of(Servers.environment()).start();
    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void stop() {
        pod.close();
    }

    @Test
    void theSameKeyAndBodyIsAnsweredWithWhatTheFirstRequestMade() {
        Idempotency.Answer first = once("app", "k1", new Body("ada"));
        Idempotency.Answer second = once("app", "k1", new Body("ada"));

        assertThat(first.replayed()).isFalse();
        assertThat(second).isEqualTo(new Idempotency.Answer(first.id(), true));
        assertThat(runs).hasValue(1);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        once("app", "k1", new Body("ada"));

        assertThatThrownBy(() -> once("app", "k1", new Body("bob"))).isInstanceOf(IdempotencyKeyReused.class);
    }

    /** The order of {@code Map.of} is another in each process. */
    @Test
    void theOrderOfAMapDoesNotMakeItAnotherBody() {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("cancel", "run");
        body.put("reason", "moved away");
        Map<String, String> turned = new LinkedHashMap<>();
        turned.put("reason", "moved away");
        turned.put("cancel", "run");

        assertThat(once("app", "k1", body).replayed()).isFalse();
        assertThat(once("app", "k1", turned).replayed()).isTrue();
    }

    @Test
    void whatIsNotKnownByAUuidIsAnsweredToo() {
        Supplier<Idempotency.AnswerOf<String>> request = () -> pod.idempotency()
                .once("app", "k1", new Body("ada"), text -> text, () -> "hotel-" + runs.incrementAndGet());

        assertThat(request.get()).isEqualTo(new Idempotency.AnswerOf<>("hotel-1", false));
        assertThat(request.get()).isEqualTo(new Idempotency.AnswerOf<>("hotel-1", true));
    }

    @Test
    void theTransactionUnderWayStaysItsCallers() {
        once("app", "k1", new Body("ada"));

        pod.transaction().executeWithoutResult(_ -> {
            assertThatThrownBy(() -> once("app", "k1", new Body("bob"))).isInstanceOf(IdempotencyKeyReused.class);
            once("app", "k2", new Body("bob"));
        });

        assertThat(once("app", "k2", new Body("bob")).replayed()).isTrue();
    }

    @Test
    void keysOfDifferentCallersNeverMeet() {
        once("app", "k1", new Body("ada"));

        assertThat(once("shop", "k1", new Body("bob")).replayed()).isFalse();
    }

    /** Even with one body: what was made for one tenant is not answered to the other. */
    @Test
    void keysOfOneClientForDifferentBusinessesNeverMeet() {
        Caller all = new Caller("app", Caller.Kind.CLIENT, Set.of(), Set.of());
        String ofA = all.forBusinesses(Set.of("a")).keyspace();
        String ofB = all.forBusinesses(Set.of("b")).keyspace();
        Idempotency.Answer made = once(ofA, "k1", new Body("ada"));

        Idempotency.Answer another = once(ofB, "k1", new Body("ada"));

        assertThat(another.replayed()).isFalse();
        assertThat(another.id()).isNotEqualTo(made.id());
        assertThat(once(all.keyspace(), "k1", new Body("ada")).replayed()).isFalse();
        assertThat(once(ofA, "k1", new Body("ada"))).isEqualTo(new Idempotency.Answer(made.id(), true));
    }

    @Test
    void keysOfDifferentOperationsNeverMeet() {
        Idempotency.Answer made = at("POST /bookings", "k1", new Body("ada"));

        assertThat(at("POST /offers", "k1", new Body("ada")).replayed()).isFalse();
        assertThat(at("POST /offers", "k2", new Body("bob")).replayed()).isFalse();
        assertThat(at("POST /bookings", "k1", new Body("ada"))).isEqualTo(new Idempotency.Answer(made.id(), true));
        assertThatThrownBy(() -> at("POST /bookings", "k1", new Body("bob"))).isInstanceOf(IdempotencyKeyReused.class);
    }

    /** A client may repeat what it sent before the service was replaced. */
    @Test
    void aKeyOfAReleaseThatKnewNoOperationsIsStillKnown() {
        Idempotency.Answer made = once("app", "k1", new Body("ada"));

        assertThat(at("POST /bookings", "k1", new Body("ada"))).isEqualTo(new Idempotency.Answer(made.id(), true));
        assertThatThrownBy(() -> at("POST /bookings", "k1", new Body("bob"))).isInstanceOf(IdempotencyKeyReused.class);
    }

    @Test
    void whatRunsAtAnotherOperationKeepsNobodyWaiting() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Idempotency.Answer> first = threads.submit(
                    () -> pod.idempotency().at("POST /bookings").once("app", "k1", new Body("ada"), () -> {
                        running.countDown();
                        awaitQuietly(finish);
                        return UUID.randomUUID();
                    }));
            running.await();

            assertThat(at("POST /offers", "k1", new Body("ada")).replayed()).isFalse();
            assertThatThrownBy(() -> at("POST /bookings", "k1", new Body("ada")))
                    .isInstanceOf(RequestInFlight.class);
            // a pod of the release before, which locks the key alone
            assertThatThrownBy(() -> once("app", "k1", new Body("ada"))).isInstanceOf(RequestInFlight.class);

            finish.countDown();
            first.get();
        }
    }

    @Test
    void withoutAKeyEachRequestRuns() {
        once("app", null, new Body("ada"));
        once("app", null, new Body("ada"));

        assertThat(runs).hasValue(2);
    }

    @Test
    void aFailedRequestLeavesItsKeyFree() {
        assertThatThrownBy(() -> pod.idempotency().once("app", "k1", new Body("ada"), () -> {
                    throw new IllegalStateException("refused");
                }))
                .hasMessage("refused");

        assertThat(once("app", "k1", new Body("bob")).replayed()).isFalse();
    }

    @Test
    void aRepetitionWhileTheFirstStillRunsIsRefused() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Idempotency.Answer> first =
                    threads.submit(() -> pod.idempotency().once("app", "k1", new Body("ada"), () -> {
                        running.countDown();
                        awaitQuietly(finish);
                        return UUID.randomUUID();
                    }));
            running.await();

            assertThatThrownBy(() -> once("app", "k1", new Body("ada"))).isInstanceOf(RequestInFlight.class);

            finish.countDown();
            UUID made = first.get().id();
            assertThat(once("app", "k1", new Body("ada")).id()).isEqualTo(made);
        }
    }

    @Test
    void countsHowRequestsWereAnswered() {
        once("app", "k1", new Body("ada"));
        once("app", "k1", new Body("ada"));
        once("app", null, new Body("ada"));
        assertThatThrownBy(() -> once("app", "k1", new Body("bob"))).isInstanceOf(IdempotencyKeyReused.class);

        assertThat(requests("first")).isEqualTo(1);
        assertThat(requests("replayed")).isEqualTo(1);
        assertThat(requests("reused")).isEqualTo(1);
        assertThat(requests("running")).isZero();
    }

    private double requests(String outcome) {
        return pod.bean(MeterRegistry.class)
                .counter("idempotency.requests", "outcome", outcome)
                .count();
    }

    private Idempotency.Answer once(String caller, @Nullable String key, Object body) {
        return once(pod.idempotency(), caller, key, body);
    }

    private Idempotency.Answer at(String operation, String key, Object body) {
        return once(pod.idempotency().at(operation), "app", key, body);
    }

    private Idempotency.Answer once(Idempotency idempotency, String caller, @Nullable String key, Object body) {
        return idempotency.once(caller, key, body, () -> {
            runs.incrementAndGet();
            return UUID.randomUUID();
        });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    record Body(String name) {}
}
