package dev.concierge.event.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.security.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitEventTests {
    /** Whether or not it is there in time, an answer costs the database this much at most. */
    private static final int QUERIES_OF_A_WAIT = 12;

    private static final int OF_ONE_GUEST = 4;

    private final Set<UUID> stored = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Integer> queries = new ConcurrentHashMap<>();
    /** Those whose readers keep their places, however slow this machine is, until it is over. */
    private final Set<UUID> held = ConcurrentHashMap.newKeySet();

    private final CountDownLatch over = new CountDownLatch(1);
    private final AwaitEvent awaitEvent = new AwaitEvent(eventId -> {
        // whoever asks for the second time has a place
        if (queries.merge(eventId, 1, Integer::sum) > 1 && held.contains(eventId)) {
            hold();
        }
        return stored.contains(eventId);
    });

    @Test
    void whatIsThereIsWaitedForByNobody() {
        UUID eventId = UUID.randomUUID();
        stored.add(eventId);

        assertThat(awaitEvent.until(eventId, guest("u-1"))).isTrue();
        assertThat(awaitEvent.until(null, guest("u-1"))).isTrue();
        assertThat(queries).containsExactly(Map.entry(eventId, 1));
    }

    @Test
    void whatComesWhileSomebodyWaitsIsSeen() throws Exception {
        UUID eventId = heldEvent();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> waiting = threads.submit(() -> awaitEvent.until(eventId, guest("u-1")));
            try {
                await().until(() -> queries.getOrDefault(eventId, 0) > 1);
                stored.add(eventId);
            } finally {
                over.countDown();
            }

            assertThat(waiting.get()).isTrue();
        }
    }

    @Test
    void aWaitInVainAsksTheDatabaseLessAndLessOften() {
        UUID eventId = UUID.randomUUID();

        assertThat(awaitEvent.until(eventId, guest("u-1"))).isFalse();
        assertThat(queries.get(eventId)).isBetween(2, QUERIES_OF_A_WAIT);
    }

    @Test
    void oneGuestWaitsForAFewAndKeepsNobodyElseOut() throws Exception {
        List<Future<Boolean>> waiting = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (int at = 0; at < OF_ONE_GUEST; at++) {
                    UUID eventId = heldEvent();
                    waiting.add(threads.submit(() -> awaitEvent.until(eventId, guest("u-1"))));
                }
                await().until(() -> held.stream().allMatch(eventId -> queries.getOrDefault(eventId, 0) > 1));

                assertThatThrownBy(() -> awaitEvent.until(UUID.randomUUID(), guest("u-1")))
                        .isInstanceOf(AwaitEvent.TooManyWaiting.class);
                assertThat(awaitEvent.until(UUID.randomUUID(), guest("u-2"))).isFalse();
            } finally {
                over.countDown();
            }
            for (Future<Boolean> each : waiting) {
                assertThat(each.get()).isFalse();
            }
            assertThat(awaitEvent.until(UUID.randomUUID(), guest("u-1")))
                    .as("once they are over")
                    .isFalse();
        }
    }

    @Test
    void manyGuestsTogetherKeepNoClientOut() {
        int all = 32;
        AtomicInteger refused = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (int at = 0; at < 2 * all; at++) {
                    Caller guest = guest("u-" + at);
                    UUID eventId = heldEvent();
                    threads.execute(() -> {
                        try {
                            awaitEvent.until(eventId, guest);
                        } catch (AwaitEvent.TooManyWaiting full) {
                            refused.incrementAndGet();
                        }
                    });
                }
                await().until(() -> refused.get() == all);

                Caller client = new Caller("app", Caller.Kind.CLIENT, Set.of("events:read"), Set.of());
                assertThat(awaitEvent.until(UUID.randomUUID(), client)).isFalse();
            } finally {
                over.countDown();
            }
        }
    }

    private UUID heldEvent() {
        UUID eventId = UUID.randomUUID();
        held.add(eventId);
        return eventId;
    }

    private void hold() {
        try {
            over.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static Caller guest(String userId) {
        return new Caller(userId, Caller.Kind.GUEST, Set.of(), Set.of());
    }
}
