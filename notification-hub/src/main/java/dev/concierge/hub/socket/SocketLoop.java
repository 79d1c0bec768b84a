package dev.concierge.hub.socket;

import dev.concierge.hub.channel.Serializer;
import dev.concierge.hub.live.Broadcast;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One event loop with its sockets and what they have joined. It alone touches them, so nothing here takes a lock.
 *
 * <p>A system call costs far more than a copy. So broadcasts are only noted at their sockets, and one task hands all
 * that has come together for a socket to the network in one write. The slower the network, the more comes together.
 */
final class SocketLoop {
    /** How much one turn does before others get theirs: those that read from clients above all. */
    private static final int DELIVERIES_A_TURN = 4_000;

    private static final int WRITES_A_TURN = 1_000;

    private static final Bag<Membership> NOBODY = new Bag<>();

    private final EventLoop executor;
    private final SocketMetrics metrics;
    private final Deadlines deadlines;
    private final Map<String, Bag<Membership>> topics = new HashMap<>();
    private final Set<Socket> sockets = new HashSet<>();
    private final Deque<Batch> incoming = new ArrayDeque<>();
    private final Deque<Socket> waitingToWrite = new ArrayDeque<>();
    private final Deque<Runnable> recoveries = new ArrayDeque<>();
    private final Set<Ahead> ahead = new LinkedHashSet<>();
    private final long recoveryPace;
    private final long maxHeld;
    private long recoveredThisTurn;
    private long held;
    private final long maxUnfinished;
    private long unfinished;
    private long[] positions = {};
    private boolean isTurnDue;

    private Outgoing[] joinedFrames = {};
    private @Nullable ByteBuf joined;

    /**
     * @param then called once all of them have been delivered
     */
    private record Batch(List<Broadcast> broadcasts, int[] next, long[] positions, Runnable then) {
        boolean isDone() {
            return next[0] == broadcasts.size();
        }
    }

    /** Somebody who has seen more of a partition than this loop. */
    private record Ahead(int partition, long offset, Runnable then) {}

    SocketLoop(EventLoop executor, long tickMillis, SocketMetrics metrics, SocketSettings settings) {
        this.executor = executor;
        this.metrics = metrics;
        this.recoveryPace = settings.recoveryPace().toBytes();
        this.maxHeld = settings.backlogOfLoop();
        this.maxUnfinished = settings.unfinishedOfLoop();
        this.deadlines = new Deadlines(tickMillis);
        executor.scheduleAtFixedRate(deadlines::tick, tickMillis, tickMillis, TimeUnit.MILLISECONDS);
    }

    EventLoop executor() {
        return executor;
    }

    /** Takes broadcasts in the order of their partitions. */
    void deliver(List<Broadcast> broadcasts, long[] after, Runnable then) {
        incoming.add(new Batch(broadcasts, new int[1], after, then));
        takeATurn();
    }

    /**
     * Runs it in one of the next turns, in which no more is handed out of what was missed than goes with everybody else's
     * broadcasts: after a restart all clients ask at once.
     */
    void recover(Runnable join) {
        recoveries.add(join);
        takeATurn();
    }

    /** The same once this loop has come to an offset, or after so long. */
    void recoverFrom(int partition, long offset, long millis, Runnable join) {
        Ahead one = new Ahead(partition, offset, join);
        ahead.add(one);
        executor.schedule(
                () -> {
                    if (ahead.remove(one)) {
                        recover(join);
                    }
                },
                millis,
                TimeUnit.MILLISECONDS);
    }

    /** So many bytes of what a client missed are queued for it now. */
    void recovered(long bytes) {
        recoveredThisTurn += bytes;
    }

    /** One of its sockets has it queued. */
    void hold(Outgoing frame) {
        if (frame.isHeldNow()) {
            holdMore(frame.length());
        }
    }

    void release(Outgoing frame) {
        if (frame.isReleasedNow()) {
            held -= frame.length();
        }
    }

    /** The network holds so much more, or less, for clients that do not keep up. */
    void pending(int more) {
        holdMore(more);
    }

    /** What waits for its clients, each frame counted once. */
    long held() {
        return held;
    }

    /** Of messages that have not come as a whole, one of its sockets holds so much more, or less. */
    void unfinished(int more) {
        unfinished += more;
        if (more > 0 && unfinished > maxUnfinished) {
            takeATurn();
        }
    }

    long unfinished() {
        return unfinished;
    }

    /** The log is another one: positions in the old one say nothing. */
    void forgetPositions() {
        incoming.forEach(batch -> batch.then.run());
        incoming.clear();
        positions = new long[0];
    }

    /** The offset after which a subscription made now gets everything. */
    long position(int partition) {
        return partition < positions.length ? positions[partition] : -1;
    }

    void add(Socket socket, long millis) {
        sockets.add(socket);
        deadlines.add(socket, millis);
    }

    void remove(Socket socket) {
        sockets.remove(socket);
        deadlines.remove(socket);
    }

    Collection<Socket> sockets() {
        return List.copyOf(sockets);
    }

    void subscribe(String topic, Membership membership) {
        topics.computeIfAbsent(topic, _ -> new Bag<>()).add(membership);
    }

    void unsubscribe(String topic, Membership membership) {
        Bag<Membership> members = topics.get(topic);
        if (members != null) {
            members.remove(membership);
            if (members.size() == 0) {
                topics.remove(topic);
            }
        }
    }

    /** How many have joined what. */
    Map<String, Integer> subscriptions() {
        Map<String, Integer> counts = new HashMap<>();
        topics.forEach((topic, members) -> counts.put(topic, members.size()));
        return counts;
    }

    List<Socket> members(String topic) {
        List<Socket> members = new ArrayList<>();
        Bag<Membership> joined = topics.getOrDefault(topic, NOBODY);
        for (int place = 0; place < joined.size(); place++) {
            members.add(joined.get(place).socket());
        }
        return members;
    }

    /** The socket has something to write. */
    void wantsToWrite(Socket socket) {
        waitingToWrite.add(socket);
        takeATurn();
    }

    /** These frames, one after another, as they go over the network. Neighbours mostly write the same. */
    ByteBuf joined(Outgoing[] frames, int count) {
        if (joined == null || !Arrays.equals(frames, 0, count, joinedFrames, 0, joinedFrames.length)) {
            forgetJoined();
            joinedFrames = Arrays.copyOf(frames, count);
            joined = WebSocketBytes.of(joinedFrames);
        }
        return joined.retainedDuplicate();
    }

    /** Beyond the room somebody is let go in a turn; on a quiet pod, where all that waits are answers, nothing else begins one. */
    private void holdMore(int bytes) {
        held += bytes;
        if (bytes > 0 && held > maxHeld) {
            takeATurn();
        }
    }

    private void takeATurn() {
        if (!isTurnDue) {
            isTurnDue = true;
            executor.execute(this::turn);
        }
    }

    private void turn() {
        isTurnDue = false;
        recoveredThisTurn = 0;
        while (recoveredThisTurn < recoveryPace && !recoveries.isEmpty()) {
            recoveries.remove().run();
        }
        int deliveries = 0;
        while (deliveries < DELIVERIES_A_TURN && held <= maxHeld && !incoming.isEmpty()) {
            deliveries += deliverNext(incoming.element());
        }
        metrics.delivered(deliveries);
        for (int writes = 0; writes < WRITES_A_TURN && !waitingToWrite.isEmpty(); writes++) {
            waitingToWrite.remove().write();
        }
        forgetJoined();
        if (held > maxHeld) {
            letTheSlowestGo();
        }
        if (unfinished > maxUnfinished) {
            letTheLargestGo();
        }
        if (!incoming.isEmpty() || !waitingToWrite.isEmpty() || !recoveries.isEmpty()) {
            takeATurn();
        }
    }

    /** Those that are behind most, until a quarter of the room is free again: whoever reads is not touched. */
    private void letTheSlowestGo() {
        List<Socket> slowest = sockets.stream()
                .filter(Socket::isBehind)
                .sorted(Comparator.comparingInt(Socket::waitingBytes).reversed())
                .toList();
        for (Socket socket : slowest) {
            if (held <= maxHeld / 4 * 3) {
                return;
            }
            socket.cutOff();
        }
    }

    /** Those that hold most of messages that are not whole, until a quarter of the room is free again. */
    private void letTheLargestGo() {
        List<Socket> largest = sockets.stream()
                .filter(socket -> socket.unfinished() > 0)
                .sorted(Comparator.comparingInt(Socket::unfinished).reversed())
                .toList();
        long left = unfinished;
        for (Socket socket : largest) {
            if (left <= maxUnfinished / 4 * 3) {
                return;
            }
            left -= socket.unfinished();
            socket.dropUnfinished();
        }
    }

    private int deliverNext(Batch batch) {
        int deliveries = 0;
        if (positions.length == 0) {
            positions = new long[batch.positions.length];
            Arrays.fill(positions, -1);
        }
        if (!batch.isDone()) {
            Broadcast broadcast = batch.broadcasts.get(batch.next[0]++);
            if (broadcast.offset() > positions[broadcast.partition()]) {
                positions[broadcast.partition()] = broadcast.offset();
                deliveries = deliver(broadcast);
            }
        }
        if (batch.isDone()) {
            incoming.remove();
            for (int partition = 0; partition < positions.length; partition++) {
                positions[partition] = Math.max(positions[partition], batch.positions[partition]);
            }
            ahead.removeIf(this::isReached);
            batch.then.run();
        }
        return deliveries;
    }

    /** Who was ahead of this loop, and is not any more, goes on in the next turn. */
    private boolean isReached(Ahead one) {
        return position(one.partition) >= one.offset && recoveries.add(one.then);
    }

    /** From the end: whoever is too slow leaves while being told. */
    private int deliver(Broadcast broadcast) {
        Bag<Membership> members = topics.getOrDefault(broadcast.topic(), NOBODY);
        int deliveries = 0;
        Outgoing v2 = new Outgoing(broadcast.frame(Serializer.V2));
        Outgoing v1 = null;
        for (int place = members.size() - 1; place >= 0; place--) {
            Membership member = members.get(place);
            Outgoing frame = v2;
            if (member.socket().serializer() == Serializer.V1) {
                v1 = v1 == null ? new Outgoing(broadcast.frame(Serializer.V1)) : v1;
                frame = v1;
            }
            deliveries += member.offer(broadcast, frame) ? 1 : 0;
        }
        if (deliveries > 0) {
            metrics.heard(broadcast.sentAt());
        }
        return deliveries;
    }

    private void forgetJoined() {
        if (joined != null) {
            joined.release();
            joined = null;
            joinedFrames = new Outgoing[0];
        }
    }
}
