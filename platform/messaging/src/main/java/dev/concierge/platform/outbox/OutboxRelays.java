package dev.concierge.platform.outbox;

import dev.concierge.platform.kafka.KafkaClients;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.message.Shard;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs a relay for each shard group of this service, and measures the outbox. */
final class OutboxRelays implements SmartLifecycle {
    private final String service;
    private final KafkaClients kafka;
    private final Records records;
    private final JdbcClient jdbc;
    private final OutboxSettings settings;
    private final MeterRegistry meters;
    private final List<Signal> signals = new CopyOnWriteArrayList<>();
    private final List<OutboxRelay> relays = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    OutboxRelays(
            String service,
            KafkaClients kafka,
            Records records,
            JdbcClient jdbc,
            OutboxSettings settings,
            MeterRegistry meters) {
        this.service = service;
        this.kafka = kafka;
        this.records = records;
        this.jdbc = jdbc;
        this.settings = settings;
        this.meters = meters;
        Gauge.builder("outbox.pending", this, OutboxRelays::pending)
                .description("Messages not yet published, counted up to 100,000")
                .register(meters);
        Gauge.builder("outbox.oldest.age", this, OutboxRelays::oldestAge)
                .description("Age of the oldest message not yet published")
                .baseUnit("seconds")
                .register(meters);
    }

    @Override
    public void start() {
        UUID owner = UUID.randomUUID();
        OutboxLeases leases = new OutboxLeases(jdbc, owner, settings.lease(), settings.groups());
        Counter published = meters.counter("outbox.published");
        Counter failures = meters.counter("outbox.failures");
        for (int group = 0; group < settings.groups(); group++) {
            Signal signal = new Signal();
            signals.add(signal);
            String transactionalId = service + "-outbox-" + group;
            OutboxRelay relay = new OutboxRelay(
                    group,
                    leases,
                    new OutboxRows(jdbc, shards(group)),
                    () -> new RelayProducer(
                            kafka.fencingProducer(transactionalId),
                            records,
                            kafka.settings().topicPrefix()),
                    signal,
                    settings,
                    published,
                    failures);
            relays.add(relay);
            threads.add(Thread.ofPlatform().name("outbox-relay-" + group).start(relay));
        }
    }

    @Override
    public void stop() {
        relays.forEach(OutboxRelay::stop);
        for (Thread thread : threads) {
            try {
                if (!thread.join(Duration.ofSeconds(10))) {
                    thread.interrupt();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        relays.clear();
        threads.clear();
        signals.clear();
    }

    /** Makes the relays look at once, after a commit in this process. */
    void wake() {
        signals.forEach(Signal::give);
    }

    @Override
    public boolean isRunning() {
        return !relays.isEmpty();
    }

    private Short[] shards(int group) {
        return IntStream.range(0, Shard.COUNT)
                .filter(shard -> shard % settings.groups() == group)
                .mapToObj(shard -> (short) shard)
                .toArray(Short[]::new);
    }

    private double pending() {
        return jdbc.sql("SELECT count(*) FROM (SELECT FROM platform.outbox LIMIT 100000) AS pending")
                .query(Long.class)
                .single();
    }

    private double oldestAge() {
        return jdbc.sql("SELECT coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0) "
                        + "FROM (SELECT created_at FROM platform.outbox ORDER BY seq LIMIT 1) AS oldest")
                .query(Double.class)
                .single();
    }
}
