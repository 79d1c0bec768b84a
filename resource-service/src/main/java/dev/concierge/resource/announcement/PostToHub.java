package dev.concierge.resource.announcement;

import dev.concierge.platform.database.BackgroundGauges;
import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.BackgroundLoop;
import dev.concierge.platform.loop.Loop;
import dev.concierge.resource.announcement.HubQueue.Queued;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/**
 * Posts what is queued for the hub, many in one post: each location's in order, several groups of locations at once. A
 * group whose post fails waits and keeps its place; the others go on. The hub knows a repetition by each one's id. After a
 * failure posts are smaller: a hub that is slow would otherwise be given the same work again and again, and end none of it.
 */
@Component
class PostToHub extends BackgroundLoop {
    private static final Logger log = LoggerFactory.getLogger(PostToHub.class);
    /** The hub takes 500 in one post. */
    private static final int BATCH = 500;

    private static final int SMALLEST_BATCH = 20;
    /** Posts under way; each takes a whole group of locations. */
    private static final int AT_ONCE = 4;

    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final HubQueue queue;
    private final Hub hub;
    private final UUID owner = UUID.randomUUID();
    private final Counter posted;
    private final Counter refused;

    private volatile @Nullable String lastFailure;
    private List<Short> lanes = List.of();
    private int most = BATCH;
    private volatile long heldAt;

    PostToHub(HubQueue queue, Hub hub, BackgroundGauges gauges, MeterRegistry meters) {
        super("post-to-hub", Workload.BACKGROUND::run, STOP);
        this.queue = queue;
        this.hub = hub;
        this.posted = Counter.builder("resource.notifications.posted")
                .description("Notifications that the hub took")
                .register(meters);
        this.refused = Counter.builder("resource.notifications.refused")
                .description("Notifications that the hub refused for good")
                .register(meters);
        Gauge.builder(
                        "resource.notifications.oldest.age",
                        gauges.keep(queue::oldestAge),
                        BackgroundGauges.Value::ageInSeconds)
                .description("Age of the oldest change that the hub does not have yet")
                .baseUnit("seconds")
                .strongReference(true)
                .register(meters);
    }

    @Override
    public void start() {
        lanes = List.of();
        heldAt = System.nanoTime() - LEASE.toNanos();
        super.start();
    }

    @Override
    protected void wakeTurns() {
        queue.wake();
    }

    @Override
    public void stop() {
        if (!isRunning()) {
            return;
        }
        super.stop();
        try {
            Workload.BACKGROUND.run(() -> queue.release(owner));
        } catch (RuntimeException notReleased) {
            log.debug("Lanes are left to expire: {}", notReleased.getMessage());
        }
    }

    @Override
    protected void turn(Loop loop) throws InterruptedException {
        holdLanes();
        List<Queued> batch = queue.first(lanes, most);
        if (batch.isEmpty()) {
            queue.awaitMore(IDLE);
            return;
        }
        List<Long> done = post(batch);
        queue.remove(done);
        posted.increment(done.size());
        if (done.size() < batch.size()) {
            log.warn("{} changes wait for the hub: {}", batch.size() - done.size(), lastFailure);
            most = Math.max(SMALLEST_BATCH, batch.size() / 2);
            loop.rest(AFTER_FAILURE);
        } else {
            most = Math.min(BATCH, most * 2);
        }
    }

    private void holdLanes() {
        if (System.nanoTime() - heldAt > LEASE.dividedBy(3).toNanos()) {
            long now = System.nanoTime();
            lanes = queue.hold(owner, LEASE);
            heldAt = now;
        }
    }

    /** A location's always go together, so that they keep their order. */
    private List<Long> post(List<Queued> batch) throws InterruptedException {
        Map<Integer, List<Queued>> groups = batch.stream()
                .collect(Collectors.groupingBy(
                        queued -> Math.floorMod(queued.key().hashCode(), AT_ONCE)));
        List<Callable<List<Long>>> tasks = new ArrayList<>();
        groups.values().forEach(inOrder -> tasks.add(() -> taken(inOrder)));
        List<Long> done = new ArrayList<>();
        try (ExecutorService posts = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("post-to-hub-", 0).factory())) {
            for (Future<List<Long>> group : posts.invokeAll(tasks)) {
                done.addAll(group.get());
            }
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug);
        }
        return done;
    }

    /** Those the hub has now; where it refuses one of several, each is posted by itself up to one that has to wait. */
    private List<Long> taken(List<Queued> inOrder) {
        try {
            hub.show(inOrder.stream().map(Queued::notification).collect(Collectors.joining(",", "[", "]")));
            return inOrder.stream().map(Queued::id).toList();
        } catch (HttpClientErrorException.BadRequest | HttpClientErrorException.UnprocessableContent never) {
            if (inOrder.size() == 1) {
                Queued single = inOrder.getFirst();
                log.error("The hub refuses {} {} for good: {}", single.key(), single.messageId(), never.getMessage());
                refused.increment();
                return List.of(single.id());
            }
            return singly(inOrder);
        } catch (RuntimeException later) {
            lastFailure = later.getMessage();
            return List.of();
        }
    }

    private List<Long> singly(List<Queued> inOrder) {
        List<Long> done = new ArrayList<>();
        for (Queued queued : inOrder) {
            List<Long> taken = isLeaseOld() ? List.of() : taken(List.of(queued));
            if (taken.isEmpty()) {
                break;
            }
            done.addAll(taken);
        }
        return done;
    }

    private boolean isLeaseOld() {
        return System.nanoTime() - heldAt > LEASE.dividedBy(3).multipliedBy(2).toNanos();
    }
}
