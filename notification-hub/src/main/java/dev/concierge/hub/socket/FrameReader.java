package dev.concierge.hub.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.List;

/** Netty's decoder, which also knows what is held of a message that is not whole yet: here, and as fragments behind it. */
final class FrameReader extends WebSocket13FrameDecoder {
    /** What a fragment takes beside its bytes. */
    private static final int OVERHEAD = 128;

    private int fragments;

    FrameReader(WebSocketDecoderConfig config) {
        super(config);
    }

    /** In bytes. One byte holds the whole buffer that it came in. */
    int unfinished() {
        return fragments + (actualReadableBytes() == 0 ? 0 : internalBuffer().capacity());
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        int before = out.size();
        super.decode(context, in, out);
        for (int at = before; at < out.size(); at++) {
            switch (out.get(at)) {
                case TextWebSocketFrame text -> count(text);
                case BinaryWebSocketFrame binary -> count(binary);
                case ContinuationWebSocketFrame more -> count(more);
                default -> {
                    // of a message's own, between its fragments
                }
            }
        }
    }

    private void count(WebSocketFrame frame) {
        fragments = frame.isFinalFragment()
                ? 0
                : fragments + OVERHEAD + frame.content().readableBytes();
    }
}
