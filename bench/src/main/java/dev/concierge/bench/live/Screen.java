package dev.concierge.bench.live;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One client. It reads frames where they lie and looks closer at few of them, so that it costs little beside the server. */
final class Screen extends ChannelInboundHandlerAdapter {
    private static final int LENGTH_OF_TWO_BYTES = 126;
    private static final int LENGTH_OF_EIGHT_BYTES = 127;
    private static final int PONG = 0x8a;

    private final Viewer viewer;
    private final Dialect dialect;
    private final String request;
    private boolean isOpen;
    private @Nullable ByteBuf rest;

    /** @param path with the query that it connects to */
    Screen(Viewer viewer, Dialect dialect, String path) {
        this.viewer = viewer;
        this.dialect = dialect;
        this.request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    }

    /** Connects it. */
    void connect(EventLoopGroup loops, int port) {
        Screen self = this;
        new Bootstrap()
                .group(loops)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(self);
                    }
                })
                .connect("127.0.0.1", port)
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        viewer.closed(false);
                    }
                });
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (rest != null) {
            in = Unpooled.wrappedBuffer(rest, in);
            rest = null;
        }
        if (!isOpen) {
            open(context, in);
        }
        int broadcasts = 0;
        while (isOpen) {
            int frame = frame(context, in);
            if (frame < 0) {
                break;
            }
            broadcasts += frame;
        }
        viewer.delivered(broadcasts);
        if (in.isReadable()) {
            rest = context.alloc().buffer(in.readableBytes()).writeBytes(in);
        }
        in.release();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        viewer.closed(isOpen);
        if (rest != null) {
            rest.release();
            rest = null;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    static void send(Channel channel, String text) {
        channel.writeAndFlush(masked(0x81, Unpooled.copiedBuffer(text, StandardCharsets.UTF_8)));
    }

    private void open(ChannelHandlerContext context, ByteBuf in) {
        int end = ByteBufUtil.indexOf(Unpooled.wrappedBuffer(new byte[] {'\r', '\n', '\r', '\n'}), in);
        if (end < 0) {
            return;
        }
        String head = in.readCharSequence(end - in.readerIndex() + 4, StandardCharsets.US_ASCII)
                .toString();
        if (!head.startsWith("HTTP/1.1 101")) {
            context.close();
            return;
        }
        isOpen = true;
        say(context, "");
    }

    /** 1 for a broadcast, 0 for any other frame, -1 when it is not all there yet. */
    private int frame(ChannelHandlerContext context, ByteBuf in) {
        int at = in.readerIndex();
        int available = in.readableBytes();
        if (available < 2) {
            return -1;
        }
        int kind = in.getUnsignedByte(at);
        int length = in.getUnsignedByte(at + 1);
        int header = length < LENGTH_OF_TWO_BYTES ? 2 : length == LENGTH_OF_TWO_BYTES ? 4 : 10;
        if (available < header) {
            return -1;
        }
        if (length == LENGTH_OF_TWO_BYTES) {
            length = in.getUnsignedShort(at + 2);
        } else if (length == LENGTH_OF_EIGHT_BYTES) {
            length = (int) in.getLong(at + 2);
        }
        if (available < header + length) {
            return -1;
        }
        in.skipBytes(header + length);
        return taken(context, kind, in, at + header, length) ? 1 : 0;
    }

    private boolean taken(ChannelHandlerContext context, int kind, ByteBuf in, int at, int length) {
        switch (kind & 0x0f) {
            case 1 -> {
                if (isBroadcast(in, at, length)) {
                    if (viewer.isLooking()) {
                        viewer.saw(in, at, length);
                    }
                    return true;
                }
                said(context, in.toString(at, length, StandardCharsets.UTF_8));
            }
            case 9 -> context.writeAndFlush(masked(PONG, in.copy(at, length)));
            case 8 -> context.close();
            default -> {
                // nothing that it has asked for
            }
        }
        return false;
    }

    private void said(ChannelHandlerContext context, String text) {
        if (dialect.isJoined(text)) {
            viewer.joined(context.channel(), text);
        } else {
            say(context, text);
        }
    }

    private void say(ChannelHandlerContext context, String heard) {
        String answer = viewer.answer(heard);
        if (answer != null) {
            send(context.channel(), answer);
        }
    }

    private boolean isBroadcast(ByteBuf in, int at, int length) {
        byte[] start = dialect.broadcast();
        if (length < start.length) {
            return false;
        }
        for (int index = 0; index < start.length; index++) {
            if (in.getByte(at + index) != start[index]) {
                return false;
            }
        }
        return true;
    }

    /** With a mask of zeros, which changes nothing. */
    private static ByteBuf masked(int kind, ByteBuf payload) {
        int length = payload.readableBytes();
        ByteBuf head = Unpooled.buffer(8).writeByte(kind);
        if (length < LENGTH_OF_TWO_BYTES) {
            head.writeByte(0x80 | length);
        } else {
            head.writeByte(0x80 | LENGTH_OF_TWO_BYTES).writeShort(length);
        }
        return Unpooled.wrappedBuffer(head.writeInt(0), payload);
    }
}
