package dev.concierge.platform.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CameMeanwhileTests {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final int MOST = 4;

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger taking = new AtomicInteger();
    private final CameMeanwhile meanwhile = new CameMeanwhile(MOST, taking::get, nanos::get);

    @BeforeEach
    void assign() {
        consumer.assign(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    }

    @Test
    void whatCameWhileABatchWasAppliedIsTakenWithTheNext() {
        aBatchThatTakes(50);
        List<ConsumerRecord<String, byte[]>> polled = polled(1);
        come(2, 2);

        assertThat(meanwhile.with(polled, consumer))
                .extracting(ConsumerRecord::offset)
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void whoWaitedForAPollIsNotHeldUp() {
        aBatchThatTakes(50);
        List<ConsumerRecord<String, byte[]>> polled = polled(1);
        come(2, 1);
        pass(3);

        assertThat(meanwhile.with(polled, consumer)).isSameAs(polled);
    }

    @Test
    void aShortBatchIsNotWorthTheQuestion() {
        aBatchThatTakes(10);
        List<ConsumerRecord<String, byte[]>> polled = polled(1);
        come(2, 1);

        assertThat(meanwhile.with(polled, consumer)).isSameAs(polled);
    }

    @Test
    void theFirstBatchIsAsItWasPolled() {
        List<ConsumerRecord<String, byte[]>> polled = polled(1);
        come(1, 1);

        assertThat(meanwhile.with(polled, consumer)).isSameAs(polled);
    }

    @Test
    void aBatchThatFailedComesAgainAsItWas() {
        aBatchThatTakes(50);
        List<ConsumerRecord<String, byte[]>> polled = polled(1);
        come(2, 1);
        meanwhile.with(polled, consumer);
        pass(50);
        come(3, 1);

        assertThat(meanwhile.with(polled, consumer)).isSameAs(polled);
    }

    @Test
    void aFullPollIsEnough() {
        aBatchThatTakes(50);
        List<ConsumerRecord<String, byte[]>> polled = polled(MOST / 2 + 1);
        come(MOST / 2 + 2, 1);

        assertThat(meanwhile.with(polled, consumer)).isSameAs(polled);
    }

    @Test
    void whatWasPolledBeforeThePartitionsWereGivenOutAnewIsLeftOut() {
        aBatchThatTakes(50);
        List<ConsumerRecord<String, byte[]>> polled = polled(1);
        consumer.schedulePollTask(() -> {
            taking.incrementAndGet();
            consumer.seek(PARTITION, 1);
        });
        consumer.addRecord(record(1));

        assertThat(meanwhile.with(polled, consumer))
                .extracting(ConsumerRecord::offset)
                .containsExactly(1L);
    }

    @Test
    void aContainerThatIsToldToEndAppliesWhatItHas() {
        aBatchThatTakes(50);
        List<ConsumerRecord<String, byte[]>> polled = polled(1);
        consumer.wakeup();

        assertThat(meanwhile.with(polled, consumer)).containsExactlyElementsOf(polled);
    }

    /** The first of all, with the record at offset 0. */
    private void aBatchThatTakes(long millis) {
        meanwhile.with(polled(0, 1), consumer);
        pass(millis);
        meanwhile.ended();
    }

    private List<ConsumerRecord<String, byte[]>> polled(int count) {
        return polled(consumer.position(PARTITION), count);
    }

    private List<ConsumerRecord<String, byte[]>> polled(long from, int count) {
        come(from, count);
        return StreamSupport.stream(consumer.poll(Duration.ZERO).spliterator(), false)
                .toList();
    }

    private void come(long from, int count) {
        for (long offset = from; offset < from + count; offset++) {
            consumer.addRecord(record(offset));
        }
    }

    private static ConsumerRecord<String, byte[]> record(long offset) {
        return new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, "key", new byte[0]);
    }

    private void pass(long millis) {
        nanos.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
