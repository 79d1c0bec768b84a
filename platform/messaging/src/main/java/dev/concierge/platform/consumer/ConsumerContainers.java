package dev.concierge.platform.consumer;

import dev.concierge.platform.consumer.MakeContainer.Group;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.outbox.Outbox;
import dev.concierge.platform.parking.ParkedMessages;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs the containers of every subscription of this service: one for each worker, each with a consumer of its own. */
final class ConsumerContainers implements SmartLifecycle {
    private static final Duration STOP = Duration.ofSeconds(15);

    private final String service;
    private final List<Subscription> subscriptions;
    private final List<PartitionWork> works;
    private final List<StreamProgress> listeners;
    private final MakeContainer make;
    private final Records records;
    private final MessageJson json;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ConsumerSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private final List<KeptRunning> members = new ArrayList<>();

    private ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

    ConsumerContainers(
            String service,
            List<Subscription> subscriptions,
            List<PartitionWork> works,
            List<StreamProgress> listeners,
            MakeContainer make,
            Records records,
            MessageJson json,
            Outbox outbox,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ConsumerSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.service = service;
        this.subscriptions = subscriptions.stream()
                .<Subscription>map(subscription -> new WithReceipts(subscription, service, outbox, clock))
                .toList();
        this.works = works;
        this.listeners = listeners;
        this.make = make;
        this.records = records;
        this.json = json;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        requireDistinctNames();
    }

    @Override
    public void start() {
        scheduler = KeptRunning.scheduler(subscriptions.size() * settings.workers());
        for (Subscription subscription : subscriptions) {
            Group group = group(subscription);
            for (int number = 0; number < settings.workers(); number++) {
                String name = group.name() + "-" + number;
                members.add(new KeptRunning(name, () -> make.member(group, name, scheduler), meters));
            }
        }
    }

    @Override
    public void stop() {
        members.forEach(KeptRunning::stop);
        members.forEach(member -> member.awaitStop(STOP));
        members.clear();
        scheduler.shutdown();
    }

    @Override
    public boolean isRunning() {
        return !members.isEmpty();
    }

    static String group(String service, String subscription) {
        return subscription.isEmpty() ? service : service + "." + subscription;
    }

    private Group group(Subscription subscription) {
        String name = group(service, subscription.name());
        ConsumerMetrics metrics = new ConsumerMetrics(meters, name, clock);
        ParkedMessages parked = new ParkedMessages(jdbc, name, records, json, outbox);
        Positions positions = new Positions(jdbc, name);
        BatchTransaction transactions = new BatchTransaction(
                subscription, transaction, positions, new ConsumedMessages(jdbc, name), parked, metrics);
        List<PartitionWork> owned = works.stream()
                .filter(work -> work.subscription().equals(subscription.name()))
                .toList();
        List<StreamProgress> hearing = listeners.stream()
                .filter(listener -> listener.subscription().equals(subscription.name()))
                .toList();
        return new Group(name, subscription, owned, hearing, positions, transactions, parked, metrics);
    }

    private void requireDistinctNames() {
        Set<String> names = new HashSet<>();
        for (Subscription subscription : subscriptions) {
            if (!names.add(subscription.name())) {
                throw new IllegalStateException(
                        "Two subscriptions are named '" + subscription.name() + "' (expected: one each)");
            }
        }
        works.forEach(work -> requireKnown(work, work.subscription(), names));
        listeners.forEach(listener -> requireKnown(listener, listener.subscription(), names));
    }

    private static void requireKnown(Object work, String subscription, Set<String> names) {
        if (!names.contains(subscription)) {
            throw new IllegalStateException(work.getClass().getSimpleName() + " belongs to subscription '"
                    + subscription + "' (expected: one of " + names + ")");
        }
    }
}
