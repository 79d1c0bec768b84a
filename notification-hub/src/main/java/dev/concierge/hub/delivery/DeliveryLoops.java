package dev.concierge.hub.delivery;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.BackgroundLoops;
import dev.concierge.platform.loop.Loop;
import dev.concierge.platform.message.TransactionBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Runs the deliveries of each channel: two turns at a time, so that one sends while the other writes down. */
final class DeliveryLoops extends BackgroundLoops {
    private static final int TURNS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final List<Supplier<DeliverDue>> channels;
    private final TransactionBuffer<Boolean> due = new TransactionBuffer<>(_ -> {}, this::wake);

    /** @param channels how to deliver on each */
    DeliveryLoops(List<Supplier<DeliverDue>> channels) {
        super(PATIENCE);
        this.channels = channels;
    }

    /** Looks at once when the transaction under way has committed. */
    void lookAfterCommit() {
        due.add(true);
    }

    @Override
    protected List<Loop> begin() {
        return channels.stream()
                .flatMap(channel -> Stream.generate(channel).limit(TURNS))
                .map(turn -> Loop.start("deliveries", Workload.BACKGROUND::run, turn))
                .toList();
    }
}
