package dev.concierge.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.security.Caller;
import dev.concierge.platform.web.TooManyAtOnce;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SearchesAtOnceTests {
    private static final Caller SERVICE =
            new Caller("concierge-service", Caller.Kind.SERVICE, Set.of("search:read"), Set.of());
    private static final Caller OPERATOR = new Caller("ada", Caller.Kind.OPERATOR, Set.of(), Set.of());

    private final SearchesAtOnce atOnce = new SearchesAtOnce(4, Duration.ofMillis(50));
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        over.countDown();
        threads.close();
    }

    @Test
    void threeGuestsWhoSearchWithoutEndLeaveTheOthersTheirTurn() {
        for (int i = 0; i < 18; i++) {
            held(SERVICE, "GUEST flooding-" + i % 3);
        }
        await().until(() -> running.get() == 3);

        assertThat(ask(SERVICE, "GUEST bystander")).isEqualTo("found");
        assertThatThrownBy(() -> ask(SERVICE, "GUEST flooding-0")).isInstanceOf(TooManyAtOnce.class);
        assertThat(running).as("of searches, not of requests").hasValue(3);
    }

    @Test
    void manyGuestsTogetherKeepNoClientOut() {
        for (int i = 0; i < 50; i++) {
            held(SERVICE, "GUEST " + i);
        }
        await().until(() -> running.get() == 4);

        assertThat(ask(SERVICE, "CLIENT shop")).isEqualTo("found");
        assertThat(ask(OPERATOR, null)).isEqualTo("found");
    }

    @Test
    void ofAllOthersOneHasHalf() {
        for (int i = 0; i < 10; i++) {
            held(SERVICE, "CLIENT flooding");
        }
        await().until(() -> running.get() == 2);

        assertThatThrownBy(() -> ask(SERVICE, "CLIENT flooding")).isInstanceOf(TooManyAtOnce.class);
        assertThat(ask(SERVICE, "CLIENT shop")).isEqualTo("found");
    }

    @Test
    void whoIsNoServiceAsksForThemselvesAlone() {
        held(OPERATOR, "GUEST one");
        held(OPERATOR, "GUEST two");
        await().until(() -> running.get() == 2);

        assertThatThrownBy(() -> ask(OPERATOR, "GUEST three")).isInstanceOf(TooManyAtOnce.class);
    }

    @Test
    void aSearchThatFailsOrWaitsGivesItsTurnBack() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> atOnce.inTurn(SERVICE, "GUEST a", () -> {
                        throw new IllegalStateException("the disk");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
        Future<String> first = held(SERVICE, "GUEST a");
        await().until(() -> running.get() == 1);
        SearchesAtOnce patient = new SearchesAtOnce(4, Duration.ofSeconds(30));
        CountDownLatch begun = new CountDownLatch(1);
        Future<String> second = threads.submit(() -> patient.inTurn(SERVICE, "GUEST b", () -> {
            begun.countDown();
            awaitTheEnd();
            return "found";
        }));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        Future<String> third = threads.submit(() -> patient.inTurn(SERVICE, "GUEST b", () -> "found afterwards"));
        assertThat(third.isDone()).isFalse();

        over.countDown();

        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("found");
        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo("found");
        assertThat(third.get(10, TimeUnit.SECONDS)).isEqualTo("found afterwards");
        assertThat(ask(SERVICE, "GUEST a")).isEqualTo("found");
    }

    private String ask(Caller caller, @Nullable String askedBy) {
        return atOnce.inTurn(caller, askedBy, () -> "found");
    }

    /** Looks until the test is over. */
    private Future<String> held(Caller caller, String askedBy) {
        return threads.submit(() -> atOnce.inTurn(caller, askedBy, () -> {
            running.incrementAndGet();
            awaitTheEnd();
            return "found";
        }));
    }

    private void awaitTheEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
