package dev.concierge.hub.delivery;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.Loop;
import dev.concierge.platform.message.TransactionBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.context.SmartLifecycle;

/** Runs the deliveries of each channel: two turns at a time, so that one sends while the other writes down. */
final class DeliveryLoops implements SmartLifecycle {
    private static final int TURNS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final List<Supplier<DeliverDue>> channels;
    private final TransactionBuffer<Boolean> due = new TransactionBuffer<>(_ -> {}, this::wake);
    private volatile List<Loop> loops = List.of();

    /** @param channels how to deliver on each */
    DeliveryLoops(List<Supplier<DeliverDue>> channels) {
        this.channels = channels;
    }

    /** Looks at once when the transaction under way has committed. */
    void lookAfterCommit() {
        due.add(true);
    }

    private void wake() {
        loops.forEach(Loop::wake);
    }

    @Override
    public void start() {
        loops = channels.stream()
                .flatMap(channel -> Stream.generate(channel).limit(TURNS))
                .map(turn -> Loop.start("deliveries", Workload.BACKGROUND::run, turn))
                .toList();
    }

    @Override
    public void stop() {
        loops.forEach(Loop::stop);
        loops.forEach(loop -> loop.stop(PATIENCE));
        loops = List.of();
    }

    @Override
    public boolean isRunning() {
        return !loops.isEmpty();
    }
}
