package dev.concierge.platform.outbox;

import dev.concierge.platform.database.BackgroundGauges;
import dev.concierge.platform.database.Workload;
import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.loop.BackgroundLoops;
import dev.concierge.platform.loop.Loop;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.message.Shard;
import dev.concierge.platform.observability.Drain;
import dev.concierge.platform.topic.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ProducerFactory;

/** Runs a relay for each shard group of this service, and measures the outbox. */
final class OutboxRelays extends BackgroundLoops {
    private static final Duration STOP = Duration.ofSeconds(10);

    private final String service;
    private final ProducerFactory<String, byte[]> kafka;
    private final TopicPrefix prefix;
    private final Records records;
    private final JdbcClient jdbc;
    private final OutboxSettings settings;
    private final MeterRegistry meters;
    private final HeldTopics held;

    OutboxRelays(
            String service,
            ProducerFactory<String, byte[]> kafka,
            TopicPrefix prefix,
            Topics topics,
            Records records,
            JdbcClient jdbc,
            OutboxSettings settings,
            MeterRegistry meters,
            BackgroundGauges gauges) {
        super(STOP);
        this.service = service;
        this.kafka = kafka;
        this.prefix = prefix;
        this.records = records;
        this.jdbc = jdbc;
        this.settings = settings;
        this.meters = meters;
        this.held = new HeldTopics(topics::missing);
        Gauge.builder("outbox.topics.held", held, HeldTopics::count)
                .description("Topics that are missing or refuse messages")
                .register(meters);
        Gauge.builder("outbox.pending", gauges.keep(this::pending), BackgroundGauges.Value::last)
                .strongReference(true)
                .description("Messages not yet published, counted up to 100,000")
                .register(meters);
        Gauge.builder("outbox.oldest.age", gauges.keep(this::oldestAge), BackgroundGauges.Value::ageInSeconds)
                .strongReference(true)
                .description("Age of the oldest message not yet published")
                .baseUnit("seconds")
                .register(meters);
    }

    @Override
    protected List<Loop> begin() {
        UUID owner = UUID.randomUUID();
        OutboxLeases leases = new OutboxLeases(jdbc, owner, settings.lease(), settings.groups());
        Counter published = Counter.builder("outbox.published")
                .description("Messages published")
                .register(meters);
        Counter failures = Counter.builder("outbox.failures")
                .description("Relays that started again from the first row left")
                .register(meters);
        List<Loop> relays = new ArrayList<>();
        for (int group = 0; group < settings.groups(); group++) {
            String transactionalId = prefix.prefixed(service + "-outbox-" + group);
            OutboxRelay relay = new OutboxRelay(
                    group,
                    leases,
                    new OutboxRows(jdbc, shards(group)),
                    new OutboxNumbers(jdbc, owner, shards(group)),
                    held,
                    () -> new RelayProducer(kafka, transactionalId, records),
                    settings,
                    published,
                    failures);
            relays.add(Loop.start("outbox-relay-" + group, Workload.RELAY::run, relay));
        }
        return relays;
    }

    /** What the last requests write is published at once, and not when another process has taken its lease over. */
    @Override
    public int getPhase() {
        return Drain.BEHIND_THE_SERVER;
    }

    private Short[] shards(int group) {
        return IntStream.range(0, Shard.COUNT)
                .filter(shard -> shard % settings.groups() == group)
                .mapToObj(shard -> (short) shard)
                .toArray(Short[]::new);
    }

    private long pending() {
        return jdbc.sql("SELECT count(*) FROM (SELECT FROM platform.outbox LIMIT 100000) AS pending")
                .query(Long.class)
                .single();
    }

    /** In milliseconds, at least one; 0 when there is none. */
    private long oldestAge() {
        return jdbc.sql("SELECT greatest(1, extract(epoch FROM clock_timestamp() - created_at) * 1000)::bigint "
                        + "FROM platform.outbox ORDER BY seq LIMIT 1")
                .query(Long.class)
                .optional()
                .orElse(0L);
    }
}
