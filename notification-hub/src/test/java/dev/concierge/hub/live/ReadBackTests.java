package dev.concierge.hub.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.MessageScope;
import dev.concierge.platform.message.Records;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReadBackTests {
    private static final Records RECORDS =
            new Records("hub", new TopicPrefix(""), new MessageJson(JsonMapper.shared()), MessageScope.NONE);

    private final AtomicInteger reading = new AtomicInteger();
    private final CountDownLatch later = new CountDownLatch(1);
    private final ReadBack readBack = new ReadBack((_, _, _, _, _) -> isRead(), RECORDS, 100);

    @Test
    void oneCallerNeverHasAllThePlaces() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<List<Broadcast>>>> greedy = IntStream.range(0, 10)
                    .mapToObj(_ -> threads.submit(() -> readBack.read("greedy", "users:1", 0, 0, 10)))
                    .toList();
            await().until(() -> greedy.stream().filter(Future::isDone).count() == 8);

            Future<Optional<List<Broadcast>>> bystander =
                    threads.submit(() -> readBack.read("bystander", "users:2", 0, 0, 10));

            await().until(() -> reading.get() == 3);
            later.countDown();
            assertThat(bystander.get()).isPresent();
            for (Future<Optional<List<Broadcast>>> one : greedy) {
                one.get();
            }
            assertThat(greedy.stream().filter(one -> one.resultNow().isPresent()))
                    .hasSize(2);
            assertThat(readBack.read("greedy", "users:1", 0, 0, 10))
                    .as("once it has a place again")
                    .isPresent();
        }
    }

    @Test
    void tooMuchIsNotReadAtAll() {
        assertThat(readBack.read("app", "users:1", 0, 0, 101)).isEmpty();
        assertThat(reading).hasValue(0);
    }

    private boolean isRead() {
        reading.incrementAndGet();
        try {
            later.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return true;
    }
}
