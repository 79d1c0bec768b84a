package dev.concierge.event.outlet;

import dev.concierge.event.outlet.OutletPositions.Position;
import dev.concierge.event.outlet.Outlets.Claimed;
import dev.concierge.event.outlet.SendBatch.Outcome;
import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.loop.Backoff;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.message.Records;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import tools.jackson.core.JacksonException;

/**
 * Pushes to one outlet, partition by partition and each in its order, until something is wrong or it was changed. The place is
 * noted before a batch goes out and after it was acknowledged, so that what is sent again is the same batch under the same
 * id, whoever sends it.
 */
final class PushOutlet {
    private static final Logger log = LoggerFactory.getLogger(PushOutlet.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(10));
    private static final int MOST = 100;
    private static final int MOST_BYTES = 512 * 1024;

    private final ConsumerFactory<String, byte[]> kafka;
    private final TopicPrefix prefix;
    private final Records records;
    private final Outlets outlets;
    private final OutletPositions positions;
    private final SendBatch send;
    private final OutletMetrics metrics;
    private final Clock clock;

    PushOutlet(
            ConsumerFactory<String, byte[]> kafka,
            TopicPrefix prefix,
            Records records,
            Outlets outlets,
            OutletPositions positions,
            SendBatch send,
            OutletMetrics metrics,
            Clock clock) {
        this.kafka = kafka;
        this.prefix = prefix;
        this.records = records;
        this.outlets = outlets;
        this.positions = positions;
        this.send = send;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** One that is due. */
    Optional<Claimed> claim() {
        List<Claimed> failing = metrics.failing();
        if (!failing.isEmpty()) {
            metrics.forget(outlets.taken(failing));
        }
        Instant now = clock.instant();
        Optional<Claimed> due = outlets.claim(now, now.plus(LEASE));
        due.ifPresent(metrics::claimed);
        return due;
    }

    void push(Claimed claimed, BooleanSupplier stopping) {
        try (Consumer<String, byte[]> consumer = kafka.createConsumer(null, null, null, properties())) {
            Turn turn = new Turn(claimed, consumer, stopping);
            turn.begin(positions.located(claimed.outlet()));
            while (turn.goesOn()) {
                turn.take(consumer.poll(POLL));
            }
            turn.end();
        } catch (KafkaException | org.springframework.kafka.KafkaException away) {
            log.warn("Outlet {} goes on later: {}", claimed.outlet().outletId(), away.getMessage());
            failed(claimed, "its topics cannot be read now", Duration.ZERO);
        } catch (RuntimeException failure) {
            log.warn("Outlet {} goes on later", claimed.outlet().outletId(), failure);
            failed(claimed, "pushing failed: " + failure.getClass().getSimpleName(), Duration.ZERO);
        } finally {
            metrics.left(claimed);
        }
    }

    private void failed(Claimed claimed, String why, Duration rest) {
        metrics.failed(claimed);
        Duration pause = BACKOFF.after(claimed.failures() + 1);
        outlets.failed(claimed, why, clock.instant().plus(pause.compareTo(rest) > 0 ? pause : rest));
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "500");
        return properties;
    }

    /** What of a partition was read and not passed yet. */
    private static final class Lane {
        private final Position begun;
        private final List<ReceivedMessage> waiting = new ArrayList<>();
        private int bytes;
        private long next;
        private long upTo;
        private long sendingTo;
        private long noted;
        private int skipped;

        private Lane(Position begun) {
            this.begun = begun;
            this.next = begun.next();
            this.upTo = begun.next();
            this.sendingTo = begun.sendingTo();
            this.noted = begun.next();
        }

        private boolean isAgain() {
            return sendingTo > next;
        }

        private boolean isFull() {
            return isAgain() ? upTo >= sendingTo : waiting.size() >= MOST || bytes >= MOST_BYTES;
        }
    }

    private final class Turn {
        private final Claimed claimed;
        private final Outlet outlet;
        private final Consumer<String, byte[]> consumer;
        private final BooleanSupplier stopping;
        private final Map<TopicPartition, Lane> lanes = new LinkedHashMap<>();
        private boolean over;
        private long renewedAt = System.nanoTime();

        private Turn(Claimed claimed, Consumer<String, byte[]> consumer, BooleanSupplier stopping) {
            this.claimed = claimed;
            this.outlet = claimed.outlet();
            this.consumer = consumer;
            this.stopping = stopping;
        }

        private void begin(List<Position> all) {
            for (Position position : all) {
                lanes.put(
                        new TopicPartition(prefix.prefixed(position.topic()), position.partition()),
                        new Lane(position));
            }
            consumer.assign(lanes.keySet());
            lanes.forEach((partition, lane) -> consumer.seek(partition, lane.next));
            if (lanes.values().stream().noneMatch(Lane::isAgain)) {
                metrics.left(claimed);
            }
        }

        /** Looked at before each call: a poll may bring as much as a slow receiver takes minutes for. */
        private boolean goesOn() {
            over = over || stopping.getAsBoolean();
            if (!over && System.nanoTime() - renewedAt > SECOND) {
                note();
                over = over || !outlets.renew(claimed, clock.instant().plus(LEASE));
                renewedAt = System.nanoTime();
            }
            return !over;
        }

        private void take(ConsumerRecords<String, byte[]> polled) {
            for (TopicPartition partition : polled.partitions()) {
                Lane lane = Objects.requireNonNull(lanes.get(partition), partition::toString);
                for (ConsumerRecord<String, byte[]> record : polled.records(partition)) {
                    add(lane, record);
                    if (lane.isFull() && !flush(lane)) {
                        return;
                    }
                }
            }
            for (Map.Entry<TopicPartition, Lane> lane : lanes.entrySet()) {
                boolean isWhole =
                        !lane.getValue().isAgain() || consumer.position(lane.getKey()) >= lane.getValue().sendingTo;
                if (isWhole && !flush(lane.getValue())) {
                    return;
                }
            }
        }

        private void add(Lane lane, ConsumerRecord<String, byte[]> record) {
            lane.upTo = record.offset() + 1;
            ReceivedMessage message = records.message(record);
            try {
                if (outlet.wants(message)) {
                    lane.waiting.add(message);
                    lane.bytes += record.serializedValueSize();
                }
            } catch (JacksonException unreadable) {
                lane.skipped++;
                log.warn(
                        "Outlet {} steps over {} of {}: it cannot be read",
                        outlet.outletId(),
                        message.id(),
                        message.topic());
            }
        }

        /** Sends what waits; false when pushing is over for now. */
        private boolean flush(Lane lane) {
            if (lane.waiting.isEmpty()) {
                if (lane.isAgain()) {
                    metrics.left(claimed);
                }
                lane.next = lane.upTo;
                return true;
            }
            if (!goesOn()) {
                return false;
            }
            String topic = lane.begun.topic();
            int partition = lane.begun.partition();
            if (!lane.isAgain() && !positions.sending(claimed, topic, partition, lane.upTo)) {
                over = true;
                return false;
            }
            lane.sendingTo = lane.upTo;
            metrics.waits(claimed, lane.waiting.getFirst().time());
            String place = lane.begun.topicId() + " " + partition + " " + lane.next + "-" + lane.upTo;
            switch (send.send(outlet, place, lane.waiting)) {
                case Outcome.Acknowledged(int messages) -> acknowledged(lane, messages);
                case Outcome.NoMore _ -> {
                    outlets.gone(claimed, clock.instant());
                    over = true;
                }
                case Outcome.NotNow(String why, Duration rest) -> {
                    failed(claimed, why, rest);
                    over = true;
                }
            }
            return !over;
        }

        private void acknowledged(Lane lane, int messages) {
            over = !passed(lane, lane.upTo, messages);
            lane.next = lane.upTo;
            lane.waiting.clear();
            lane.bytes = 0;
            metrics.sent(claimed, messages);
            outlets.succeeded(claimed);
        }

        /** Where nothing was to be sent: once a second. */
        private void note() {
            lanes.values().stream()
                    .filter(lane -> lane.next > lane.noted && lane.waiting.isEmpty())
                    .forEach(lane -> passed(lane, lane.next, 0));
        }

        private boolean passed(Lane lane, long to, int messages) {
            boolean isMine =
                    positions.passed(claimed, lane.begun.topic(), lane.begun.partition(), to, messages, lane.skipped);
            lane.noted = to;
            lane.skipped = 0;
            return isMine;
        }

        private void end() {
            note();
            outlets.release(claimed, clock.instant());
        }
    }
}
