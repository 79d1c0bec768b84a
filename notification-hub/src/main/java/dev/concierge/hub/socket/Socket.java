package dev.concierge.hub.socket;

import dev.concierge.hub.channel.BrokenFrame;
import dev.concierge.hub.channel.ChannelTopic;
import dev.concierge.hub.channel.ChannelTopic.OfResources;
import dev.concierge.hub.channel.Conversation;
import dev.concierge.hub.channel.Frame;
import dev.concierge.hub.channel.Serializer;
import dev.concierge.hub.channel.Step;
import dev.concierge.hub.channel.Visitor;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.revocation.TokenMarks;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An open socket. Everything it does, it does on its loop. */
final class Socket extends Deadlines.Entry {
    private static final Logger log = LoggerFactory.getLogger(Socket.class);
    private static final int KEPT = 8;
    private static final int WINDOW_SECONDS = 10;
    private static final int MOST_BEHIND_MILLIS = 2_000;
    private static final long LONGEST_TURN_MILLIS = 6_000;
    /** A write is not made longer than this by one more frame: it is what the network takes at a time. */
    private static final int LONGEST_WRITE = 64 * 1024;

    private final Channel channel;
    private final SocketLoop loop;
    private final Sockets sockets;
    private final Serializer serializer;
    private final Conversation conversation;
    private final long openedAt;
    private final Map<String, Membership> memberships = new HashMap<>(4);

    private Outgoing[] queued = new Outgoing[2];
    private int queuedCount;
    private int queuedBytes;
    private boolean isWaitingToWrite;
    /** What the network had not taken when its client did not keep up; else 0. */
    private int pending;
    /** What is held of a message that has not come as a whole yet. */
    private int unfinished;
    /** What its channels take of the heap, those included whose join is not answered yet. */
    private long joined;

    private final Deque<Frame> frames = new ArrayDeque<>(1);
    private final Deque<Step> steps = new ArrayDeque<>(1);
    /** Whether an answer is awaited from outside the loop; until then, nothing else of the client is looked at. */
    private boolean isBusy;

    private Instant expiresAt;
    private @Nullable TokenMarks marks;
    private boolean isExpiryTold;
    private long heardAt;
    /** Until when it may wait for its loop; 0 before it ever did. */
    private long waitsUntil;
    /** Until when it may wait for its turn to have something read back; 0 before it ever did. */
    private long turnUntil;

    private long windowAt;
    private int framesInWindow;
    private boolean isClosing;

    Socket(Channel channel, SocketLoop loop, Sockets sockets, Serializer serializer, Ticket ticket) {
        this.channel = channel;
        this.loop = loop;
        this.sockets = sockets;
        this.serializer = serializer;
        this.conversation = new Conversation(ticket.visitor());
        this.expiresAt = ticket.expiresAt();
        this.marks = ticket.marks();
        this.openedAt = sockets.clock().millis();
        this.heardAt = openedAt;
    }

    Serializer serializer() {
        return serializer;
    }

    SocketLoop loop() {
        return loop;
    }

    Visitor visitor() {
        return conversation.visitor();
    }

    void opened() {
        loop.add(this, untilDue());
    }

    /** Asked when the list has grown, and after taking a token that was looked at before. */
    void heedRevocations() {
        if (marks == null || !(visitor() instanceof Visitor.Known(Caller caller))) {
            return;
        }
        Caller left = sockets.revoked().has(marks) ? null : sockets.revoked().narrowed(caller, marks);
        if (left == null) {
            take(conversation.failAll());
            close(CloseReason.TOKEN_REVOKED);
        } else if (!left.equals(caller)) {
            take(goOnAs(new Visitor.Known(left)));
        }
    }

    /** The connection is gone. */
    void gone() {
        leave();
        forgetQueued();
        countPending();
        onRead(0);
        loop.remove(this);
        sockets.left(conversation.visitor(), joined);
        joined = 0;
        sockets.gone(conversation.visitor());
    }

    void onText(String text) {
        heard(() -> serializer.decode(text));
    }

    void onBinary(byte[] bytes) {
        heard(() -> serializer.decode(bytes));
    }

    /** A client that does not read hears nothing of it: pongs are not queued, so nothing else bounds them. */
    void onPing(ByteBuf content) {
        if (isWithinRate() && channel.isWritable()) {
            channel.writeAndFlush(WebSocketBytes.pong(content), channel.voidPromise());
        }
    }

    void onPong() {
        isWithinRate();
    }

    /** The client goes, or answers that it is let go: browsers take a second close frame for a broken connection. */
    void onClose(ByteBuf content) {
        if (isClosing) {
            channel.close();
            return;
        }
        leave();
        channel.writeAndFlush(WebSocketBytes.closed(content)).addListener(_ -> channel.close());
    }

    /** @param held of a message that has not come as a whole yet, in bytes */
    void onRead(int held) {
        loop.unfinished(held - unfinished);
        unfinished = held;
    }

    int unfinished() {
        return unfinished;
    }

    void onWritable() {
        countPending();
        if (channel.isWritable() && queuedCount > 0) {
            wantToWrite();
        }
    }

    /**
     * Takes a broadcast or an answer, to be written with whatever else has come by then. False for a client that is too
     * slow for it.
     */
    boolean offer(Outgoing frame) {
        if (isClosing) {
            return false;
        }
        if (queuedBytes > sockets.settings().maxQueued().toBytes() && isBehind()) {
            tooSlow();
            return false;
        }
        queue(frame);
        return true;
    }

    /** Lets a client that does not keep up go; it comes back and asks for what it missed. */
    void tooSlow() {
        sockets.metrics().dropped(queuedCount + 1);
        close(CloseReason.TOO_SLOW);
    }

    /** Lets go at once of a client that does not even read why. */
    void cutOff() {
        if (!isClosing) {
            tooSlow();
        }
        channel.close();
        countPending();
    }

    /** Lets go of a client for the half of a message that it has sent, which is held as long as the connection is. */
    void dropUnfinished() {
        if (isClosing) {
            channel.close();
            return;
        }
        close(CloseReason.UNFINISHED);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** Whether it waits for its client, who has filled what the network holds for it. */
    boolean isBehind() {
        return !channel.isWritable();
    }

    /** What waits for the client: queued here, or with the network and not taken yet. */
    int waitingBytes() {
        return queuedBytes + pending;
    }

    /** Hands what is queued to the network, as long as it takes it. */
    void write() {
        isWaitingToWrite = false;
        if (queuedCount == 0 || !channel.isActive()) {
            return;
        }
        while (queuedCount > 0 && channel.isWritable()) {
            int count = 1;
            int bytes = queued[0].length();
            while (count < queuedCount && bytes + queued[count].length() <= LONGEST_WRITE) {
                bytes += queued[count++].length();
            }
            channel.write(loop.joined(queued, count), channel.voidPromise());
            unqueue(count);
        }
        channel.flush();
        countPending();
    }

    /** Lets the client go; one that does not even read this is cut off a little later. */
    void close(CloseReason reason) {
        if (isClosing) {
            return;
        }
        sockets.metrics().closed(reason);
        close(reason.code(), reason.text());
    }

    /** What came from the client is no WebSocket, or more than is taken. */
    void violated(int code) {
        if (!isClosing) {
            sockets.metrics().closed(CloseReason.VIOLATION);
            close(code, "");
        }
    }

    private void close(int code, String text) {
        leave();
        write();
        forgetQueued();
        channel.writeAndFlush(WebSocketBytes.close(code, text), channel.voidPromise());
        loop.executor()
                .schedule(() -> channel.close(), sockets.settings().closeGrace().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends its channels of a tenant's resources for good. */
    void leave(String business) {
        memberships.entrySet().stream()
                .filter(joined -> ChannelTopic.parse(joined.getKey()) instanceof OfResources topic
                        && topic.isOf(business)
                        && joined.getValue().hearsOf(business))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::leaveTopic);
    }

    void leaveTopic(String topic) {
        take(conversation.end(topic));
    }

    @Override
    long due() {
        long now = sockets.clock().millis();
        if (now >= expiresAtMillis()) {
            take(conversation.failAll());
            close(CloseReason.TOKEN_EXPIRED);
        } else if (now - heardAt >= sockets.settings().idle().toMillis()) {
            close(CloseReason.IDLE);
        } else if (!isExpiryTold && now >= expiresAtMillis() - noticeMillis()) {
            isExpiryTold = true;
            conversation.topics().forEach(this::tellExpiry);
        }
        return isClosing ? 0 : untilDue();
    }

    ConnectionView view() {
        return ConnectionView.of(
                channel, conversation, serializer, Instant.ofEpochMilli(openedAt), expiresAt, queuedBytes);
    }

    /** As the other one, for what is answered or leaves nothing to go on with. */
    <T> void await(Function<Socket, T> question, Consumer<T> then) {
        await(question, then, failure -> {
            log.warn("Closing a socket: {}", failure);
            close(CloseReason.FAILED);
        });
    }

    /** Goes on once something that takes its time has been answered, or has failed; the client is not read meanwhile. */
    private <T> void await(Function<Socket, T> question, Consumer<T> then, Consumer<String> otherwise) {
        isBusy = true;
        channel.config().setAutoRead(false);
        sockets.ask(
                () -> question.apply(this),
                (answer, failure) -> loop.executor().execute(() -> {
                    isBusy = false;
                    if (isClosing) {
                        return;
                    }
                    if (failure != null || answer == null) {
                        otherwise.accept(String.valueOf(failure));
                    } else {
                        then.accept(answer);
                    }
                    goOnReading();
                }));
    }

    /** Goes on when it is its turn to be told what it missed; the client is not read meanwhile. */
    void awaitTurn(Runnable then) {
        loop.recover(paused(then));
    }

    /**
     * Goes on when its loop has come to an offset, or after a while in which another pod's lead would be made up; the
     * client is not read meanwhile. All its channels have that while together: it gives a join up after ten seconds.
     */
    void awaitPosition(int partition, long offset, Runnable then) {
        long now = sockets.clock().millis();
        if (waitsUntil == 0) {
            waitsUntil = now + MOST_BEHIND_MILLIS;
        }
        loop.recoverFrom(partition, offset, Math.max(0, waitsUntil - now), paused(then));
    }

    /** All its channels have that together, too: they are joined one after the other. */
    Duration turnPatience() {
        long now = sockets.clock().millis();
        if (turnUntil == 0) {
            turnUntil = now + LONGEST_TURN_MILLIS;
        }
        return Duration.ofMillis(Math.max(0, turnUntil - now));
    }

    private Runnable paused(Runnable then) {
        isBusy = true;
        channel.config().setAutoRead(false);
        return () -> {
            isBusy = false;
            if (!isClosing) {
                then.run();
                goOnReading();
            }
        };
    }

    /** Answers a join and begins to hear the topic, at one moment. */
    void join(String topic, Membership membership, Frame reply) {
        memberships.put(topic, membership);
        loop.subscribe(topic, membership);
        // may be longer than what may wait otherwise: it holds what was missed
        queue(new Outgoing(serializer.encode(reply)));
        if (isExpiryTold) {
            tellExpiry(topic);
        }
    }

    private void send(Frame frame) {
        offer(new Outgoing(serializer.encode(frame)));
    }

    private void heard(Supplier<Frame> decode) {
        if (isClosing || !isWithinRate()) {
            return;
        }
        try {
            frames.add(decode.get());
            goOn();
        } catch (BrokenFrame broken) {
            log.debug("Closing a socket: {}", broken.getMessage());
            close(CloseReason.BROKEN);
        }
    }

    private void take(List<Step> more) {
        steps.addAll(more);
        goOn();
    }

    private void goOnReading() {
        goOn();
        if (!isBusy) {
            channel.config().setAutoRead(true);
        }
    }

    private void goOn() {
        while (!isBusy && !isClosing) {
            Step step = steps.poll();
            if (step == null) {
                Frame frame = frames.poll();
                if (frame == null) {
                    return;
                }
                steps.addAll(conversation.on(frame));
            } else {
                take(step);
            }
        }
    }

    private void take(Step step) {
        switch (step) {
            case Step.Send send -> send(send.frame());
            case Step.Join join -> join(join);
            case Step.Unsubscribe unsubscribe -> unsubscribe(unsubscribe.topic());
            case Step.AskOwner ask ->
                await(
                        _ -> sockets.owners().isOwner(ask.visitor(), ask.topic()),
                        isOwner -> steps.addAll(
                                ask.visitor().equals(visitor())
                                        ? conversation.answered(ask.join(), isOwner)
                                        : conversation.on(ask.join())), // of fewer businesses by now: asked again
                        failure -> {
                            log.warn("A join of {} failed: {}", ask.join().topic(), failure);
                            steps.addAll(conversation.crashed(ask.join()));
                        });
            case Step.Refresh refresh ->
                await(
                        _ -> Optional.ofNullable(sockets.tickets().ticket(refresh.token())),
                        ticket -> renew(refresh, ticket.orElse(null)));
        }
    }

    /** The channel is counted from here on: answering may take a while, and it lies in the conversation already. */
    private void join(Step.Join join) {
        int bytes = Membership.bytesOf(join);
        if (sockets.join(visitor(), bytes)) {
            joined += bytes;
            sockets.joins().join(this, join);
        } else {
            send(conversation.withoutRoom(join));
        }
    }

    private void tellExpiry(String topic) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode().put("expiresAt", expiresAt.toString());
        take(conversation.tell(topic, "token_expiring", payload));
    }

    private void renew(Step.Refresh refresh, @Nullable Ticket ticket) {
        if (ticket == null || !ticket.visitor().subject().equals(visitor().subject())) {
            send(refresh.push().refused(refresh.pushRef(), "unauthorized"));
            return;
        }
        expiresAt = ticket.expiresAt();
        marks = ticket.marks();
        isExpiryTold = false;
        send(refresh.push()
                .ok(refresh.pushRef(), JsonNodeFactory.instance.objectNode().put("expiresAt", expiresAt.toString())));
        steps.addAll(goOnAs(ticket.visitor()));
        heedRevocations();
    }

    /** Its place is counted for other tenants then, too. */
    private List<Step> goOnAs(Visitor now) {
        sockets.renewed(visitor(), now, joined);
        return conversation.goOnAs(now);
    }

    private void unsubscribe(String topic) {
        Membership membership = memberships.remove(topic);
        if (membership != null) {
            loop.unsubscribe(topic, membership);
            joined -= membership.bytes();
            sockets.left(visitor(), membership.bytes());
        }
    }

    /** Gets no broadcast from here on. */
    private void leave() {
        isClosing = true;
        memberships.forEach(loop::unsubscribe);
        memberships.clear();
    }

    private void queue(Outgoing frame) {
        if (queuedCount == queued.length) {
            queued = Arrays.copyOf(queued, queuedCount * 2);
        }
        queued[queuedCount++] = frame;
        queuedBytes += frame.length();
        loop.hold(frame);
        if (!isWaitingToWrite && channel.isWritable()) {
            wantToWrite();
        }
    }

    private void wantToWrite() {
        if (!isWaitingToWrite) {
            isWaitingToWrite = true;
            loop.wantsToWrite(this);
        }
    }

    private void unqueue(int count) {
        for (int frame = 0; frame < count; frame++) {
            queuedBytes -= queued[frame].length();
            loop.release(queued[frame]);
        }
        queuedCount -= count;
        if (queuedCount == 0 && queued.length > KEPT) {
            queued = new Outgoing[KEPT];
            return;
        }
        System.arraycopy(queued, count, queued, 0, queuedCount);
        Arrays.fill(queued, queuedCount, queuedCount + count, null);
    }

    private void forgetQueued() {
        unqueue(queuedCount);
    }

    private void countPending() {
        ChannelOutboundBuffer network =
                channel.isWritable() ? null : channel.unsafe().outboundBuffer();
        int now = network == null ? 0 : (int) network.totalPendingWriteBytes();
        loop.pending(now - pending);
        pending = now;
    }

    private boolean isWithinRate() {
        heardAt = sockets.clock().millis();
        if (heardAt - windowAt >= TimeUnit.SECONDS.toMillis(WINDOW_SECONDS)) {
            windowAt = heardAt;
            framesInWindow = 0;
        }
        if (++framesInWindow <= sockets.settings().maxFrames() * WINDOW_SECONDS) {
            return true;
        }
        close(CloseReason.TOO_MANY_FRAMES);
        return false;
    }

    private long untilDue() {
        long now = sockets.clock().millis();
        long idle = heardAt + sockets.settings().idle().toMillis();
        long notice = isExpiryTold ? expiresAtMillis() : expiresAtMillis() - noticeMillis();
        return Math.max(1, Math.min(idle, Math.min(notice, expiresAtMillis())) - now);
    }

    private long noticeMillis() {
        return sockets.settings().expiryNotice().toMillis();
    }

    private long expiresAtMillis() {
        return expiresAt.equals(Instant.MAX) ? Long.MAX_VALUE : expiresAt.toEpochMilli();
    }
}
