package dev.concierge.gateway.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/**
 * Passes what the service says until this gateway goes. Then the client is told between two frames to connect again, and
 * hears nothing of the service any more; its answer ends the service's side. Used on the loop of the service's connection.
 */
final class ToClient extends Relay {
    private static final int FINAL_CLOSE = 0x88;

    private final Channel client;
    private final FrameBounds frames = new FrameBounds();
    private State state = State.PASSING;

    private enum State {
        PASSING,
        /** The frame under way is the last of the service. */
        ENDING,
        ENDED
    }

    ToClient(Channel client) {
        super(client);
        this.client = client;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        pass((ByteBuf) bytes);
    }

    void pass(ByteBuf bytes) {
        switch (state) {
            case PASSING -> {
                frames.pass(bytes);
                client.write(bytes, client.voidPromise());
            }
            case ENDING -> {
                client.write(bytes.readRetainedSlice(frames.passOneFrame(bytes)), client.voidPromise());
                bytes.release();
                endBetweenFrames();
            }
            case ENDED -> bytes.release();
        }
    }

    /** Does nothing where the service has closed the socket itself: browsers take a second close frame for a fault. */
    void end() {
        if (state == State.PASSING && !frames.hasClosed()) {
            state = State.ENDING;
            endBetweenFrames();
        }
    }

    private void endBetweenFrames() {
        if (!frames.isBetweenFrames()) {
            return;
        }
        state = State.ENDED;
        if (!frames.hasClosed()) {
            client.writeAndFlush(goodbye(), client.voidPromise());
        }
    }

    private ByteBuf goodbye() {
        ByteBuf reason = new CloseWebSocketFrame(WebSocketCloseStatus.SERVICE_RESTART).content();
        ByteBuf frame = client.alloc().buffer(2 + reason.readableBytes());
        frame.writeByte(FINAL_CLOSE).writeByte(reason.readableBytes()).writeBytes(reason);
        reason.release();
        return frame;
    }
}
