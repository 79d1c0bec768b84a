package dev.concierge.hub.socket;

import dev.concierge.hub.channel.Encoded;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** Frames of a server, which are not masked, as they go over the network (RFC 6455, 5.2). */
final class WebSocketBytes {
    private static final int LAST = 0x80;
    private static final int TEXT = LAST | 1;
    private static final int BINARY = LAST | 2;
    private static final int CLOSE = LAST | 8;
    private static final int PONG = LAST | 10;
    private static final int LONGEST_OF_ONE_BYTE = 125;
    private static final int LENGTH_OF_TWO_BYTES = 126;
    private static final int LENGTH_OF_EIGHT_BYTES = 127;
    private static final int LONGEST_OF_TWO_BYTES = 0xffff;
    private static final int MAX_HEADER = 10;

    private WebSocketBytes() {}

    /** Several messages, one after another. */
    static ByteBuf of(Outgoing[] frames) {
        int length = 0;
        for (Outgoing frame : frames) {
            length += MAX_HEADER + frame.length();
        }
        ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer(length);
        for (Outgoing outgoing : frames) {
            Encoded frame = outgoing.frame();
            header(bytes, frame.binary() ? BINARY : TEXT, frame.bytes().length);
            bytes.writeBytes(frame.bytes());
        }
        return bytes;
    }

    static ByteBuf pong(ByteBuf content) {
        ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer(MAX_HEADER + content.readableBytes());
        return header(bytes, PONG, content.readableBytes())
                .writeBytes(content, content.readerIndex(), content.readableBytes());
    }

    static ByteBuf close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer(MAX_HEADER + text.length);
        return header(bytes, CLOSE, 2 + text.length).writeShort(code).writeBytes(text);
    }

    /** The answer to a client's close: its own code, if it gave one. */
    static ByteBuf closed(ByteBuf content) {
        int length = Math.min(2, content.readableBytes());
        ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer(MAX_HEADER);
        return header(bytes, CLOSE, length).writeBytes(ByteBufUtil.getBytes(content, content.readerIndex(), length));
    }

    private static ByteBuf header(ByteBuf bytes, int kind, int length) {
        bytes.writeByte(kind);
        if (length <= LONGEST_OF_ONE_BYTE) {
            return bytes.writeByte(length);
        }
        return length <= LONGEST_OF_TWO_BYTES
                ? bytes.writeByte(LENGTH_OF_TWO_BYTES).writeShort(length)
                : bytes.writeByte(LENGTH_OF_EIGHT_BYTES).writeLong(length);
    }
}
