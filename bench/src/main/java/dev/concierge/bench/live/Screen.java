package dev.concierge.bench.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One client. It reads frames where they lie and looks closer at few of them, so that it costs little beside the server. */
final class Screen extends ChannelInboundHandlerAdapter {
    private static final byte[] SENT_AT = "\"sentAt\":".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH_OF_TWO_BYTES = 126;
    private static final int LENGTH_OF_EIGHT_BYTES = 127;
    private static final int PONG = 0x8a;

    private final Screens screens;
    private final Dialect dialect;
    private final String request;
    private final String room;
    private final boolean isSample;
    private boolean isOpen;
    private @Nullable ByteBuf rest;

    /** @param isSample whether it measures how long broadcasts took */
    Screen(Screens screens, Dialect dialect, String request, String room, boolean isSample) {
        this.screens = screens;
        this.dialect = dialect;
        this.request = request;
        this.room = room;
        this.isSample = isSample;
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
        screens.delivered(broadcasts);
        if (in.isReadable()) {
            rest = context.alloc().buffer(in.readableBytes()).writeBytes(in);
        }
        in.release();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        screens.closed(isOpen);
        if (rest != null) {
            rest.release();
            rest = null;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    void send(ChannelHandlerContext context, String text) {
        context.writeAndFlush(masked(0x81, Unpooled.copiedBuffer(text, StandardCharsets.UTF_8)));
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
        if (dialect == Dialect.PHOENIX) {
            send(context, dialect.hello(room));
        }
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
                    if (isSample) {
                        sample(in, at, length);
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
            screens.joined(this, context);
            return;
        }
        String answer = dialect == Dialect.SOCKET_IO && text.startsWith("0{")
                ? dialect.hello(room)
                : dialect.answer(text, room);
        if (answer != null) {
            send(context, answer);
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

    private void sample(ByteBuf in, int at, int length) {
        int found = ByteBufUtil.indexOf(Unpooled.wrappedBuffer(SENT_AT), in.slice(at, length));
        if (found < 0) {
            return;
        }
        long sentAt = 0;
        for (int index = at + found + SENT_AT.length; Character.isDigit(in.getByte(index)); index++) {
            sentAt = sentAt * 10 + in.getByte(index) - '0';
        }
        screens.took(System.nanoTime() - sentAt);
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
