package dev.concierge.platform.messaging;

import static dev.concierge.platform.messaging.Things.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.consumer.ReadRange;
import dev.concierge.platform.consumer.TopicFollower;
import dev.concierge.platform.consumer.TopicFollower.Past;
import dev.concierge.platform.consumer.TopicFollower.Reached;
import dev.concierge.platform.kafka.TestClients;
import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.Shard;
import dev.concierge.platform.topic.Topic;
import dev.concierge.platform.topic.Topics;
import dev.concierge.testsupport.Infrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who reads a topic without a group, such as every pod of the hub, and who reads a piece of one. */
class TopicFollowerFlowTests {
    private static final int ENDS_THE_THREAD = 666;

    private final String kafka = Infrastructure.get().kafka();
    private final TopicPrefix prefix =
            new TopicPrefix("follower_" + UUID.randomUUID().toString().substring(0, 8) + ".");
    private final Clock clock = Clock.systemUTC();
    private final Topics topics = new Topics(TestClients.admin(kafka), prefix);
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger errors = new AtomicInteger();
    private final Seen seen = new Seen() {
        @Override
        void take(int number) {
            if (number == ENDS_THE_THREAD || errors.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new StackOverflowError();
            }
            if (number < 0) {
                throw new IllegalArgumentException("number: " + number);
            }
        }
    };
    private final TopicFollower follower = follower(Past.NONE, seen);

    @BeforeEach
    void create() {
        topics.create(List.of(Topic.log("live")));
    }

    @AfterEach
    void stop() {
        follower.stop();
    }

    @Test
    void readsWhatIsSentFromItsStartOnAndNothingEarlier() {
        send(1);
        start(follower, seen);
        send(2, 3);

        awaitSeen(2, 3);
    }

    @Test
    void whoWantsThePastHasItFirstAndIsToldWhenThatIsAll() {
        send(1, 2, 3);
        Seen all = new Seen();
        TopicFollower other = follower(new Past(Duration.ofHours(1), 100), all);
        start(other, all);
        Seen lastOnly = new Seen();
        TopicFollower bounded = follower(new Past(Duration.ofHours(1), 1), lastOnly);
        start(bounded, lastOnly);

        assertThat(all.numbers).containsExactly(1, 2, 3);
        assertThat(lastOnly.numbers).containsExactly(3);
        other.stop();
        bounded.stop();
    }

    @Test
    void everyFollowerReadsAll() {
        Seen elsewhere = new Seen();
        TopicFollower other = follower(Past.NONE, elsewhere);
        start(other, elsewhere);
        start(follower, seen);
        send(1);

        awaitSeen(1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(elsewhere.numbers).containsExactly(1));
        other.stop();
    }

    @Test
    void tellsHowFarItHasRead() {
        start(follower, seen);
        send(1, 2);
        awaitSeen(1, 2);

        int partition = Shard.of("a").partition(16);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(seen.reached.get(partition)).isEqualTo(new Reached(partition, 2, 2)));
        assertThat(seen.reached).hasSize(16);
    }

    /** Counted, for whoever watches: a reader that ends silently would be a pod that is silent for ever. */
    @Test
    void goesOnWhereItWasAfterAnError() {
        start(follower, seen);
        send(1);
        awaitSeen(1);
        errors.set(1);

        send(2, 3);

        awaitSeen(1, 2, 3);
        assertThat(meters.counter("consumer.container.replaced", "container", "live-follower")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void skipsAMessageThatFailsOrThatEndsItEachTimeAndNoOtherOfItsBatch() {
        start(follower, seen);
        send(1, -1, 2);
        awaitSeen(1, 2);

        send(3, ENDS_THE_THREAD, 4);

        awaitSeen(1, 2, 3, 4);
    }

    @Test
    void readsWhatWasSentWhileItWasStopped() {
        start(follower, seen);
        send(1);
        awaitSeen(1);
        follower.stop();
        send(2);
        follower.start();

        awaitSeen(1, 2);
        assertThat(seen.logs).hasSize(1);
    }

    @Test
    void beginsAnewWhenRetentionTookWhatItHadNotRead() throws Exception {
        start(follower, seen);
        send(1);
        awaitSeen(1);
        follower.stop();
        send(2);
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(partition(), RecordsToDelete.beforeOffset(-1)))
                    .all()
                    .get();
        }
        follower.start();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen.logs).hasSize(2));
        send(3);

        awaitSeen(1, 3);
        assertThat(seen.logs.getFirst()).isEqualTo(seen.logs.getLast());
    }

    @Test
    void beginsAnewWhenTheTopicWasMadeAnew() throws Exception {
        start(follower, seen);
        send(1);
        awaitSeen(1);
        follower.stop();
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(prefix.prefixed("live"))).all().get();
        }
        await().atMost(PATIENCE).until(() -> topics.create(List.of(Topic.log("live"))));
        follower.start();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen.logs).hasSize(2));
        send(2);

        awaitSeen(1, 2);
        assertThat(seen.logs).doesNotHaveDuplicates();
    }

    @Test
    void aReaderThatBlocksIsInterruptedAtTheEnd() {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Seen blocking = new Seen() {
            @Override
            void take(int number) throws InterruptedException {
                blocked.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException stop) {
                    interrupted.countDown();
                    throw stop;
                }
            }
        };
        TopicFollower stuck = follower(Past.NONE, blocking);
        start(stuck, blocking);
        send(1);
        await().atMost(PATIENCE).until(() -> blocked.getCount() == 0);

        stuck.stop();

        await().atMost(Duration.ofSeconds(5)).until(() -> interrupted.getCount() == 0);
    }

    @Test
    void whatWaitsForAReaderThatStandsStillGrowsOld() {
        CountDownLatch goOn = new CountDownLatch(1);
        Seen slow = new Seen() {
            @Override
            void take(int number) throws InterruptedException {
                goOn.await();
            }
        };
        MeterRegistry own = new SimpleMeterRegistry();
        TopicFollower behind = follower(kafka, Past.NONE, slow, own);
        start(behind, slow);
        await().untilAsserted(() -> assertThat(lag(own)).isZero());

        send(1, 2);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lag(own)).isGreaterThan(1));

        goOn.countDown();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lag(own)).isZero());
        behind.stop();
    }

    @Test
    void whoCannotReadAtAllFallsBehind() {
        MeterRegistry own = new SimpleMeterRegistry();
        TopicFollower lost = follower("127.0.0.1:1", Past.NONE, new Seen(), own);
        lost.start();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lag(own)).isGreaterThan(1));
        lost.stop();
    }

    /** It was sent to whoever was there; a pod that starts is not late by it. */
    @Test
    void thePastMakesNobodyLate() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Seen slow = new Seen() {
            @Override
            void take(int number) throws InterruptedException {
                begun.countDown();
                goOn.await();
            }
        };
        sendAt(clock.instant().minus(Duration.ofMinutes(30)), 1);
        MeterRegistry own = new SimpleMeterRegistry();
        TopicFollower late = follower(kafka, new Past(Duration.ofHours(1), 100), slow, own);
        late.start();
        await().atMost(PATIENCE).until(() -> begun.getCount() == 0);

        assertThat(lag(own)).isLessThan(PATIENCE.toSeconds());

        goOn.countDown();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lag(own)).isZero());
        late.stop();
    }

    private static double lag(MeterRegistry meters) {
        return meters.get("consumer.lag.time")
                .tag("subscription", "live-follower")
                .gauge()
                .value();
    }

    @Test
    void aPieceIsReadToItsEndAndNoFurther() {
        send(0, 1, 2, 3, 4);

        List<Integer> numbers = new ArrayList<>();
        assertThat(piece(1, 3, numbers)).isTrue();
        assertThat(numbers).containsExactly(1, 2, 3);
    }

    @Test
    void aPieceThatIsNotWholeIsNotTakenForOne() throws Exception {
        send(0, 1, 2);

        assertThat(piece(1, 9, new ArrayList<>())).isFalse();

        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(partition(), RecordsToDelete.beforeOffset(2)))
                    .all()
                    .get();
        }
        assertThatThrownBy(() -> piece(1, 2, new ArrayList<>())).isInstanceOf(KafkaException.class);
    }

    private boolean piece(long first, long last, List<Integer> numbers) {
        ReadRange range = new ReadRange(TestClients.consumers(kafka), prefix, Duration.ofSeconds(1));
        return range.read("live", partition().partition(), first, last, record -> numbers.add(number(record)));
    }

    private void start(TopicFollower follower, Seen by) {
        follower.start();
        await().atMost(PATIENCE).until(() -> by.caughtUp);
    }

    private void send(int... numbers) {
        try (Producer<String, byte[]> producer = TestClients.producers(kafka).createProducer()) {
            for (int number : numbers) {
                producer.send(new ProducerRecord<>(
                        prefix.prefixed("live"), "a", Integer.toString(number).getBytes(StandardCharsets.UTF_8)));
            }
            producer.flush();
        }
    }

    private void sendAt(Instant time, int number) {
        try (Producer<String, byte[]> producer = TestClients.producers(kafka).createProducer()) {
            producer.send(new ProducerRecord<>(
                    prefix.prefixed("live"),
                    null,
                    time.toEpochMilli(),
                    "a",
                    Integer.toString(number).getBytes(StandardCharsets.UTF_8)));
            producer.flush();
        }
    }

    private void awaitSeen(Integer... numbers) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(new LinkedHashSet<>(seen.numbers)).containsExactly(numbers));
    }

    private TopicPartition partition() {
        return new TopicPartition(prefix.prefixed("live"), Shard.of("a").partition(16));
    }

    private Admin admin() {
        return Admin.create(TestClients.admin(kafka).getConfigurationProperties());
    }

    private TopicFollower follower(Past past, TopicFollower.Reader reader) {
        return follower(kafka, past, reader, meters);
    }

    private TopicFollower follower(String broker, Past past, TopicFollower.Reader reader, MeterRegistry counting) {
        return new TopicFollower(
                TestClients.consumers(broker),
                new Topics(TestClients.admin(broker), prefix),
                prefix,
                "live",
                past,
                reader,
                clock,
                counting);
    }

    private static int number(ConsumerRecord<String, byte[]> record) {
        return Integer.parseInt(new String(record.value(), StandardCharsets.UTF_8));
    }

    /** Takes each record it is given; after a failure those before it come again, which a reader knows by its offset. */
    private static class Seen implements TopicFollower.Reader {
        final List<Integer> numbers = new CopyOnWriteArrayList<>();
        final List<Topics.Found> logs = new CopyOnWriteArrayList<>();
        volatile List<Reached> reached = List.of();
        volatile boolean caughtUp;

        void take(int number) throws InterruptedException {}

        @Override
        public void begins(Topics.Found log, List<Reached> reached) {
            logs.add(log);
        }

        @Override
        public void on(List<ConsumerRecord<String, byte[]>> records, List<Reached> reached)
                throws InterruptedException {
            for (ConsumerRecord<String, byte[]> record : records) {
                take(number(record));
                numbers.add(number(record));
            }
            this.reached = reached;
        }

        @Override
        public void caughtUp() {
            caughtUp = true;
        }
    }
}
