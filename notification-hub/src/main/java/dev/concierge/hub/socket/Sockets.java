package dev.concierge.hub.socket;

import dev.concierge.hub.channel.Serializer;
import dev.concierge.hub.channel.Visitor;
import dev.concierge.hub.live.Broadcast;
import dev.concierge.hub.live.FanOut;
import dev.concierge.hub.live.LiveDisconnect;
import dev.concierge.platform.security.revocation.RevokedTokens;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The sockets open on this pod, spread over its loops. */
final class Sockets implements FanOut {
    /** How many broadcasts the reader may be ahead of a loop before it waits. */
    private static final int MAX_AHEAD = 8_192;

    private static final int MAX_TICK = 1_000;
    private static final int TICKS_OF_IDLE = 60;

    private final SocketSettings settings;
    private final Tickets tickets;
    private final Joins joins;
    private final Owners owners;
    private final RevokedTokens revoked;
    private final SocketMetrics metrics;
    private final Clock clock;
    private final Capacity capacity;
    private final List<SocketLoop> loops = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger next = new AtomicInteger();
    private final Semaphore ahead;
    private volatile boolean knowsTheLog;
    private volatile boolean isDraining;

    Sockets(
            SocketSettings settings,
            EventLoopGroup group,
            Tickets tickets,
            Joins joins,
            Owners owners,
            RevokedTokens revoked,
            SocketMetrics metrics,
            Clock clock) {
        this.settings = settings;
        this.tickets = tickets;
        this.joins = joins;
        this.owners = owners;
        this.revoked = revoked;
        this.metrics = metrics;
        this.clock = clock;
        this.capacity = new Capacity(settings);
        long tick = Math.clamp(settings.idle().toMillis() / TICKS_OF_IDLE, 1, MAX_TICK);
        for (int loop = 0; loop < settings.loopCount(); loop++) {
            loops.add(new SocketLoop(group.next(), tick, metrics, settings));
        }
        this.ahead = new Semaphore(MAX_AHEAD * loops.size());
        revoked.onChange(() -> each(loop -> loop.sockets().forEach(Socket::heedRevocations)));
    }

    Sockets counted(MeterRegistry meters) {
        Gauge.builder("hub.sockets", open, AtomicInteger::get)
                .description("Open sockets")
                .register(meters);
        Gauge.builder("hub.sockets.max", capacity, Capacity::max)
                .description("Sockets that this pod takes")
                .register(meters);
        return this;
    }

    /** Whether a socket that opens now would miss nothing. */
    boolean isAccepting() {
        return knowsTheLog && !isDraining;
    }

    void drain(boolean draining) {
        isDraining = draining;
    }

    /** Takes a place for a socket; false when there is none for this visitor. */
    boolean take(Visitor visitor) {
        boolean hasRoom = capacity.take(visitor);
        if (hasRoom) {
            open.incrementAndGet();
        }
        return hasRoom;
    }

    void gone(Visitor visitor) {
        open.decrementAndGet();
        capacity.release(visitor);
    }

    /** Takes room for one more channel of a socket; false when there is none for this visitor. */
    boolean join(Visitor visitor, int bytes) {
        boolean hasRoom = capacity.join(visitor, bytes);
        if (!hasRoom) {
            metrics.joinRefused();
        }
        return hasRoom;
    }

    void left(Visitor visitor, long bytes) {
        capacity.leave(visitor, bytes);
    }

    /**
     * A newer token may name other tenants, or one was withdrawn. It holds a place already, so there is none to refuse.
     *
     * @param bytes of its channels
     */
    void renewed(Visitor before, Visitor now, long bytes) {
        capacity.exchange(before, now, bytes);
    }

    /** Where the next socket goes. */
    SocketLoop nextLoop() {
        return loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
    }

    /** Call it on the loop, to which the channel has been moved. */
    Socket opened(Channel channel, SocketLoop loop, Serializer serializer, Ticket ticket) {
        Socket socket = new Socket(channel, loop, this, serializer, ticket);
        socket.opened();
        return socket;
    }

    int open() {
        return open.get();
    }

    SocketSettings settings() {
        return settings;
    }

    Tickets tickets() {
        return tickets;
    }

    Joins joins() {
        return joins;
    }

    Owners owners() {
        return owners;
    }

    RevokedTokens revoked() {
        return revoked;
    }

    SocketMetrics metrics() {
        return metrics;
    }

    Clock clock() {
        return clock;
    }

    /** Asks something that may block, away from the loops. */
    <T> void ask(Supplier<T> question, BiConsumer<@Nullable T, @Nullable Throwable> then) {
        Thread.ofVirtual().name("socket-question").start(() -> {
            try {
                then.accept(question.get(), null);
            } catch (RuntimeException e) {
                then.accept(null, e);
            }
        });
    }

    /** Asks every loop, on its own thread. */
    <T> List<T> ofEach(Function<SocketLoop, T> question) {
        return loops.stream()
                .map(loop -> CompletableFuture.supplyAsync(() -> question.apply(loop), loop.executor()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    void each(Consumer<SocketLoop> action) {
        loops.forEach(loop -> loop.executor().execute(() -> action.accept(loop)));
    }

    @Override
    public void deliver(List<Broadcast> broadcasts, long[] positions) throws InterruptedException {
        for (SocketLoop loop : loops) {
            ahead.acquire(broadcasts.size());
            EventLoop executor = loop.executor();
            executor.execute(() -> loop.deliver(broadcasts, positions, () -> ahead.release(broadcasts.size())));
        }
    }

    @Override
    public void disconnect(LiveDisconnect whom) {
        each(loop -> {
            String business = whom.business();
            String topic = whom.topic();
            if (whom.subject() != null) {
                loop.sockets().stream()
                        .filter(socket -> isAbout(whom, socket.visitor()))
                        .forEach(socket -> socket.close(CloseReason.DISCONNECTED));
            }
            if (business != null) {
                loop.sockets().forEach(socket -> socket.leave(business));
            }
            if (topic != null) {
                loop.members(topic).forEach(socket -> socket.leaveTopic(topic));
            }
        });
    }

    @Override
    public void startAnew() {
        knowsTheLog = false;
        each(loop -> {
            loop.sockets().forEach(socket -> socket.close(CloseReason.LOG_CHANGED));
            loop.forgetPositions();
        });
    }

    @Override
    public void ready(long[] positions) {
        each(loop -> loop.deliver(List.of(), positions, () -> {}));
        knowsTheLog = true;
    }

    private static boolean isAbout(LiveDisconnect whom, Visitor visitor) {
        return visitor instanceof Visitor.Known known && whom.isAbout(known.caller());
    }
}
