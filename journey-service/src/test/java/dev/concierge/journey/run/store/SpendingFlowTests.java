package dev.concierge.journey.run.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.FlowTest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionTemplate;

@FlowTest(topics = {"journey-triggers", "users", "notification-receipts"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class SpendingFlowTests {
    private static final int BATCHES = 40;

    private final Spendings spendings;
    private final TransactionTemplate transaction;
    private final String one = "one-" + UUID.randomUUID();
    private final String other = "other-" + UUID.randomUUID();

    SpendingFlowTests(Spendings spendings, TransactionTemplate transaction) {
        this.spendings = spendings;
        this.transaction = transaction;
    }

    @Test
    void ofManyBatchesAtOnceNoneForgetsWhatAnotherHasUsed() throws Exception {
        try (ExecutorService workers = Executors.newFixedThreadPool(3)) {
            List<Future<?>> batches = IntStream.range(0, BATCHES)
                    .<Future<?>>mapToObj(number -> workers.submit(() -> batch(number)))
                    .toList();
            for (Future<?> batch : batches) {
                batch.get();
            }
        }

        Map<String, Spending> used = transaction.execute(_ -> spendings.lock(List.of(one, other)));
        assertThat(used).hasSize(2).allSatisfy((_, spending) -> {
            assertThat(spending.of("runs")).isEqualTo(BATCHES);
            assertThat(spending.nextEntry()).isEqualTo(Instant.EPOCH.plusSeconds(BATCHES));
        });
    }

    /** Whoever names them the other way round waits for nobody who waits for them. */
    private void batch(int number) {
        List<String> named = number % 2 == 0 ? List.of(one, other) : List.of(other, one);
        transaction.executeWithoutResult(_ -> {
            Map<String, Spending> after = new HashMap<>();
            spendings
                    .lock(named)
                    .forEach((journey, before) -> after.put(
                            journey,
                            new Spending(
                                    before.nextEntry().plusSeconds(1),
                                    before.nextMessage(),
                                    Map.of("runs", before.of("runs") + 1))));
            spendings.save(after);
        });
    }
}
