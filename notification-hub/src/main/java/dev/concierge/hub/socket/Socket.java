package dev.concierge.hub.socket;

import dev.concierge.hub.channel.BrokenFrame;
import dev.concierge.hub.channel.Conversation;
import dev.concierge.hub.channel.FrameCodec;
import dev.concierge.hub.channel.Step;
import dev.concierge.hub.live.Broadcast;
import dev.concierge.hub.live.Subscriber;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.http.websocket.WebsocketOutbound;

/** An open socket. Everything it does, it does on the event loop of its channel. */
final class Socket implements Subscriber {
    private static final Logger log = LoggerFactory.getLogger(Socket.class);

    private final Channel channel;
    private final EventLoop loop;
    private final WebsocketOutbound outbound;
    private final Conversation conversation;
    private final Sockets sockets;
    private final FrameCodec codec = new FrameCodec();
    private boolean closing;

    Socket(Channel channel, WebsocketOutbound outbound, Conversation conversation, Sockets sockets) {
        this.channel = channel;
        this.loop = channel.eventLoop();
        this.outbound = outbound;
        this.conversation = conversation;
        this.sockets = sockets;
    }

    /** Takes a frame of the client. */
    void on(WebSocketFrame frame) {
        if (closing) {
            return;
        }
        switch (frame) {
            case TextWebSocketFrame text -> on(text.text());
            case PingWebSocketFrame ping ->
                write(new PongWebSocketFrame(ping.content().retain()));
            case BinaryWebSocketFrame _ -> close(CloseReason.UNSUPPORTED);
            default -> {
                // a pong: that it came is all it says
            }
        }
    }

    @Override
    public void on(Broadcast broadcast) {
        boolean isWanted = !closing && conversation.hears(broadcast.topic(), broadcast.business());
        if (isWanted && send(broadcast.frame())) {
            sockets.delivered();
        }
    }

    /** Lets the client go; one that does not even read this is cut off a little later. */
    void close(CloseReason reason) {
        loop.execute(() -> {
            if (closing) {
                return;
            }
            leave();
            outbound.sendClose(reason.code(), reason.text()).onErrorComplete().subscribe();
            loop.schedule(() -> channel.close(), sockets.closeGrace().toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    /** Gets no broadcast from here on. */
    void leave() {
        closing = true;
        conversation.topics().forEach(topic -> sockets.subscribers().remove(loop, topic, this));
    }

    private void on(String text) {
        try {
            conversation.on(codec.decode(text)).forEach(this::take);
        } catch (BrokenFrame broken) {
            log.debug("Closing a socket: {}", broken.getMessage());
            close(CloseReason.BROKEN);
        }
    }

    private void take(Step step) {
        switch (step) {
            case Step.Send send -> send(codec.encode(send.frame()));
            case Step.Subscribe subscribe -> sockets.subscribers().add(loop, subscribe.topic(), this);
            case Step.Unsubscribe unsubscribe -> sockets.subscribers().remove(loop, unsubscribe.topic(), this);
        }
    }

    private boolean send(byte[] frame) {
        return write(new TextWebSocketFrame(Unpooled.wrappedBuffer(frame)));
    }

    /** What waits for a slow reader is bounded by the channel's high water mark. */
    private boolean write(WebSocketFrame frame) {
        boolean hasRoom = channel.isWritable();
        if (hasRoom) {
            channel.writeAndFlush(frame, channel.voidPromise());
        } else {
            frame.release();
            close(CloseReason.TOO_SLOW);
        }
        return hasRoom;
    }
}
