package dev.concierge.platform.consumer;

import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.parking.ParkedMessages;
import dev.concierge.platform.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.ContainerProperties.AssignmentCommitOption;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.scheduling.TaskScheduler;

/** Makes the container of one member of a subscription's consumer group. */
final class MakeContainer {
    /** Owners' work is done between polls: one that brings nothing may not hold it up for longer. */
    private static final Duration BETWEEN_STEPS = Duration.ofMillis(50);

    /** Whatever {@code spring.kafka.consumer} says: what the promises of docs/adr/0013 stand on. */
    private static final Map<String, String> PROMISED = Map.of(
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
            ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic",
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());

    private final ConsumerFactory<String, byte[]> kafka;
    private final TopicPrefix prefix;
    private final Topics topics;
    private final Records records;
    private final ConsumerSettings settings;
    private final Clock clock;
    private final ApplicationContext context;

    /** @param context whose meters count the time of batches */
    MakeContainer(
            ConsumerFactory<String, byte[]> kafka,
            TopicPrefix prefix,
            Topics topics,
            Records records,
            ConsumerSettings settings,
            Clock clock,
            ApplicationContext context) {
        this.kafka = kafka;
        this.prefix = prefix;
        this.topics = topics;
        this.records = records;
        this.settings = settings;
        this.clock = clock;
        this.context = context;
    }

    /** @throws IllegalStateException when a topic is missing: a member that was there first is late */
    KafkaMessageListenerContainer<String, byte[]> member(Group group, String name, TaskScheduler scheduler) {
        Set<String> missing = topics.missing(Set.copyOf(group.subscription.topics()));
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    name + " waits for topics " + missing + " (expected: made by their services as they start)");
        }
        KafkaMessageListenerContainer<String, byte[]> container =
                new KafkaMessageListenerContainer<>(kafka, properties(group, scheduler));
        container.setBeanName(name);
        container.setApplicationContext(context);

        Patience patience = new Patience(container, settings.retry(), group.metrics);
        TakenPartitions taken = new TakenPartitions(
                group.positions, group.subscription.topics(), topics, prefix, group.metrics, patience);
        Progress progress = new Progress(taken, group.transactions, group.listeners, clock);
        OwnersTurn turn = new OwnersTurn(taken, group.transactions, group.parked, group.works, progress, group.metrics);
        container.getContainerProperties().setConsumerRebalanceListener(taken);
        CameMeanwhile meanwhile = new CameMeanwhile(settings.batch(), taken::taking, System::nanoTime);
        container.setupMessageListener(
                new FencedListener(taken, group.transactions, turn, meanwhile, records, group.metrics));
        container.setCommonErrorHandler(new RetryForEver(taken, patience, group.metrics));
        container.setApplicationEventPublisher(turn);
        return container;
    }

    private ContainerProperties properties(Group group, TaskScheduler scheduler) {
        ContainerProperties properties = new ContainerProperties(
                group.subscription.topics().stream().map(prefix::prefixed).toArray(String[]::new));
        properties.setGroupId(prefix.prefixed(group.name));
        properties.setAckMode(AckMode.MANUAL);
        properties.setAssignmentCommitOption(AssignmentCommitOption.NEVER);
        properties.setKafkaConsumerProperties(clientProperties());
        long longest = settings.poll().toMillis();
        long poll = group.works.isEmpty() ? longest : Math.min(longest, BETWEEN_STEPS.toMillis());
        properties.setPollTimeout(poll);
        properties.setPollTimeoutWhilePaused(settings.retry());
        // shorter than a poll that brings nothing, so that each of them is an idle event
        properties.setIdleEventInterval(poll / 2);
        properties.setIdleBeforeDataMultiplier(1);
        properties.setAuthExceptionRetryInterval(Duration.ofSeconds(5));
        properties.setScheduler(scheduler);
        return properties;
    }

    private Properties clientProperties() {
        Properties properties = new Properties();
        properties.putAll(PROMISED);
        properties.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(settings.batch()));
        return properties;
    }

    /**
     * What the members of one subscription share.
     *
     * @param name of the consumer group, without the prefix
     */
    record Group(
            String name,
            Subscription subscription,
            List<PartitionWork> works,
            List<StreamProgress> listeners,
            Positions positions,
            BatchTransaction transactions,
            ParkedMessages parked,
            ConsumerMetrics metrics) {}
}
