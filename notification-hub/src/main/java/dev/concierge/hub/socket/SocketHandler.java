package dev.concierge.hub.socket;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/** What comes from the network, told to its socket. */
final class SocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final int TOO_BIG = 1009;
    private static final int PROTOCOL_ERROR = 1002;

    private final Socket socket;
    private final FrameReader reader;

    SocketHandler(Socket socket, FrameReader reader) {
        this.socket = socket;
        this.reader = reader;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        switch (frame) {
            case TextWebSocketFrame text -> socket.onText(text.text());
            case BinaryWebSocketFrame binary -> socket.onBinary(ByteBufUtil.getBytes(binary.content()));
            case PingWebSocketFrame ping -> socket.onPing(ping.content());
            case PongWebSocketFrame _ -> socket.onPong();
            case CloseWebSocketFrame close -> socket.onClose(close.content());
            default -> {
                // the aggregator lets nothing else through
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        socket.onRead(reader.unfinished());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        socket.onWritable();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        socket.gone();
    }

    /** What is no WebSocket frame, or one that is too long, ends the socket with the code that RFC 6455 has for it. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        int code = switch (cause) {
            case CorruptedWebSocketFrameException corrupted ->
                corrupted.closeStatus().code();
            case TooLongFrameException _ -> TOO_BIG;
            case CorruptedFrameException _ -> PROTOCOL_ERROR;
            default -> 0;
        };
        if (code == 0) {
            context.close();
        } else {
            socket.violated(code);
        }
    }
}
