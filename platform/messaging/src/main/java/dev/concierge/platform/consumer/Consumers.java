package dev.concierge.platform.consumer;

import dev.concierge.platform.kafka.KafkaClients;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.platform.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs the workers of every subscription of this service. */
final class Consumers implements SmartLifecycle {
    private final String service;
    private final List<Subscription> subscriptions;
    private final List<PartitionWork> works;
    private final KafkaClients kafka;
    private final Topics topics;
    private final Records records;
    private final MessageJson json;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ConsumerSettings settings;
    private final MeterRegistry meters;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    Consumers(
            String service,
            List<Subscription> subscriptions,
            List<PartitionWork> works,
            KafkaClients kafka,
            Topics topics,
            Records records,
            MessageJson json,
            Outbox outbox,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ConsumerSettings settings,
            MeterRegistry meters) {
        this.service = service;
        this.subscriptions = subscriptions;
        this.works = works;
        this.kafka = kafka;
        this.topics = topics;
        this.records = records;
        this.json = json;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settings = settings;
        this.meters = meters;
        requireDistinctNames();
    }

    @Override
    public void start() {
        for (Subscription subscription : subscriptions) {
            String group = group(subscription);
            ConsumerMetrics metrics = new ConsumerMetrics(meters, group);
            ParkedMessages parked = new ParkedMessages(jdbc, group, records, json, outbox);
            metrics.waiting(parked);
            for (int number = 0; number < settings.workers(); number++) {
                Worker worker = worker(group, subscription, parked, metrics);
                workers.add(worker);
                threads.add(Thread.ofPlatform().name(group + "-" + number).start(worker));
            }
        }
    }

    @Override
    public void stop() {
        workers.forEach(Worker::stop);
        for (Thread thread : threads) {
            try {
                if (!thread.join(Duration.ofSeconds(15))) {
                    thread.interrupt();
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
        workers.clear();
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return !workers.isEmpty();
    }

    private Worker worker(String group, Subscription subscription, ParkedMessages parked, ConsumerMetrics metrics) {
        Positions positions = new Positions(jdbc, group);
        BatchTransaction transactions = new BatchTransaction(
                subscription, transaction, positions, new ConsumedMessages(jdbc, group), parked, metrics);
        List<PartitionWork> owned = works.stream()
                .filter(work -> work.subscription().equals(subscription.name()))
                .toList();
        Worker.Sessions sessions = (consumer, assignment) -> new Session(
                consumer,
                assignment,
                transactions,
                new OwnersWork(transactions, parked, owned),
                records,
                settings,
                metrics);
        return new Worker(group, subscription, kafka, topics, positions, sessions, settings, metrics);
    }

    private String group(Subscription subscription) {
        return subscription.name().isEmpty() ? service : service + "." + subscription.name();
    }

    private void requireDistinctNames() {
        Set<String> names = new HashSet<>();
        for (Subscription subscription : subscriptions) {
            if (!names.add(subscription.name())) {
                throw new IllegalStateException(
                        "Two subscriptions are named '" + subscription.name() + "' (expected: one each)");
            }
        }
        for (PartitionWork work : works) {
            if (!names.contains(work.subscription())) {
                throw new IllegalStateException(work.getClass().getSimpleName() + " belongs to subscription '"
                        + work.subscription() + "' (expected: one of " + names + ")");
            }
        }
    }
}
