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
    private final AwaitEvent awaitEvent = new AwaitEvent(eventId -> {
        queries.merge(eventId, 1, Integer::sum);
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
        UUID eventId = UUID.randomUUID();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> waiting = threads.submit(() -> awaitEvent.until(eventId, guest("u-1")));
            await().until(() -> queries.containsKey(eventId));
            stored.add(eventId);

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
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> waiting = new ArrayList<>();
            for (int at = 0; at < OF_ONE_GUEST; at++) {
                waiting.add(threads.submit(() -> awaitEvent.until(UUID.randomUUID(), guest("u-1"))));
            }
            // each has its place once it asks for the second time
            await().until(() ->
                    queries.values().stream().filter(asked -> asked > 1).count() == OF_ONE_GUEST);

            assertThatThrownBy(() -> awaitEvent.until(UUID.randomUUID(), guest("u-1")))
                    .isInstanceOf(AwaitEvent.TooManyWaiting.class);
            assertThat(awaitEvent.until(UUID.randomUUID(), guest("u-2"))).isFalse();
            for (Future<Boolean> each : waiting) {
                assertThat(each.get()).isFalse();
            }
            assertThat(awaitEvent.until(UUID.randomUUID(), guest("u-1")))
                    .as("once they are over")
                    .isFalse();
        }
    }

    @Test
    void manyGuestsTogetherKeepNoClientOut() throws Exception {
        int all = 32;
        AtomicInteger refused = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int at = 0; at < 2 * all; at++) {
                Caller guest = guest("u-" + at);
                threads.execute(() -> {
                    try {
                        awaitEvent.until(UUID.randomUUID(), guest);
                    } catch (AwaitEvent.TooManyWaiting full) {
                        refused.incrementAndGet();
                    }
                });
            }
            await().until(() -> refused.get() > 0);

            Caller client = new Caller("app", Caller.Kind.CLIENT, Set.of("events:read"), Set.of());
            assertThat(awaitEvent.until(UUID.randomUUID(), client)).isFalse();
        }
    }

    private static Caller guest(String userId) {
        return new Caller(userId, Caller.Kind.GUEST, Set.of(), Set.of());
    }
}
