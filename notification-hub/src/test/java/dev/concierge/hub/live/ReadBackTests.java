package dev.concierge.hub.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.MessageScope;
import dev.concierge.platform.message.Records;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReadBackTests {
    private static final Records RECORDS =
            new Records("hub", new TopicPrefix(""), new MessageJson(JsonMapper.shared()), MessageScope.NONE);

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int SOON_SECONDS = 20;

    private final AtomicInteger reading = new AtomicInteger();
    private final CountDownLatch later = new CountDownLatch(1);
    private final ReadBack readBack = new ReadBack((_, _, _, _, _) -> isRead(), RECORDS, 100);

    @Test
    void oneCallerNeverHasAllThePlaces() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<List<Broadcast>>>> greedy = IntStream.range(0, 10)
                    .mapToObj(_ -> threads.submit(() -> readBack.read("greedy", "users:1", 0, 0, 10, PATIENCE)))
                    .toList();
            await().until(() -> reading.get() == 2);

            Future<Optional<List<Broadcast>>> bystander =
                    threads.submit(() -> readBack.read("bystander", "users:2", 0, 0, 10, PATIENCE));

            await().until(() -> reading.get() == 3);
            later.countDown();
            assertThat(bystander.get()).isPresent();
            for (Future<Optional<List<Broadcast>>> one : greedy) {
                assertThat(one.get(SOON_SECONDS, TimeUnit.SECONDS)).isPresent();
            }
            assertThat(reading).as("eight had missed what two had read").hasValue(3);
        }
    }

    /** A screen that has waited in vain reads its state again. */
    @Test
    void whoseTurnDoesNotComeIsToldSo() throws Exception {
        ReadBack hurried = new ReadBack((_, _, _, _, _) -> isRead(), RECORDS, 100);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<List<Broadcast>>>> first = IntStream.range(0, 2)
                    .mapToObj(at -> threads.submit(() -> hurried.read("app", "users:" + at, 0, 0, 10, PATIENCE)))
                    .toList();
            await().until(() -> reading.get() == 2);

            assertThat(hurried.read("app", "users:2", 0, 0, 10, Duration.ofMillis(1)))
                    .isEmpty();
            later.countDown();
            for (Future<Optional<List<Broadcast>>> one : first) {
                assertThat(one.get()).isPresent();
            }
        }
    }

    @Test
    void onlyWhatWasMissedIsToldOfWhatAnotherHadRead() {
        ReadBack whole = new ReadBack(
                (_, _, _, _, each) -> {
                    reading.incrementAndGet();
                    for (long offset : new long[] {8, 9, 12}) {
                        each.accept(record(
                                offset, LiveBroadcast.TYPE, "{\"topic\":\"users:1\",\"event\":\"e\",\"payload\":{}}"));
                    }
                    return true;
                },
                RECORDS,
                100);
        assertThat(whole.read("app", "users:1", 3, 7, 12, PATIENCE).orElseThrow())
                .hasSize(3);

        assertThat(whole.read("app", "users:1", 3, 8, 11, PATIENCE).orElseThrow())
                .extracting(Broadcast::offset)
                .containsExactly(9L);
        assertThat(reading).hasValue(1);
        assertThat(whole.read("app", "users:1", 3, 5, 12, PATIENCE))
                .as("what was sent before")
                .isPresent();
        assertThat(reading).hasValue(2);
    }

    @Test
    void tooMuchIsNotReadAtAll() {
        assertThat(readBack.read("app", "users:1", 0, 0, 101, PATIENCE)).isEmpty();
        assertThat(reading).hasValue(0);
    }

    @Test
    void readsWhatWasSentOnTheTopicBack() {
        ReadBack whole = new ReadBack(
                (topic, partition, first, last, each) -> {
                    assertThat(List.of(topic, partition, first, last)).isEqualTo(List.of("live", 3, 8L, 12L));
                    each.accept(
                            record(8, LiveBroadcast.TYPE, "{\"topic\":\"users:1\",\"event\":\"e\",\"payload\":{}}"));
                    each.accept(
                            record(9, LiveBroadcast.TYPE, "{\"topic\":\"users:2\",\"event\":\"e\",\"payload\":{}}"));
                    each.accept(record(10, LiveBroadcast.TYPE, "{"));
                    each.accept(record(11, LiveDisconnect.TYPE, "{\"topic\":\"users:1\"}"));
                    each.accept(
                            record(12, LiveBroadcast.TYPE, "{\"topic\":\"users:1\",\"event\":\"e\",\"payload\":{}}"));
                    return true;
                },
                RECORDS,
                100);
        assertThat(whole.read("app", "users:1", 3, 7, 12, PATIENCE).orElseThrow())
                .extracting(Broadcast::offset)
                .containsExactly(8L, 12L);
    }

    /** A part would look like the whole. */
    @Test
    void aPieceThatIsNotThereAnyMoreIsNoAnswer() {
        ReadBack cut = new ReadBack(
                (_, _, _, _, each) -> {
                    each.accept(
                            record(8, LiveBroadcast.TYPE, "{\"topic\":\"users:1\",\"event\":\"e\",\"payload\":{}}"));
                    return false;
                },
                RECORDS,
                100);
        assertThat(cut.read("app", "users:1", 3, 7, 12, PATIENCE)).isEmpty();
        ReadBack gone = new ReadBack(
                (_, _, _, _, _) -> {
                    throw new OffsetOutOfRangeException(Map.of());
                },
                RECORDS,
                100);
        assertThat(gone.read("app", "users:1", 3, 7, 12, PATIENCE)).isEmpty();
        assertThat(gone.read("app", "users:1", 3, 7, 12, PATIENCE))
                .as("its place is free again")
                .isEmpty();
    }

    private static ConsumerRecord<String, byte[]> record(long offset, String type, String value) {
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>("live", 3, offset, "key", value.getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        return record;
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
