package dev.concierge.gateway.socket;

import io.netty.buffer.ByteBuf;

/** Where the frames of one direction of a WebSocket end, read from their heads alone (RFC 6455, 5.2). */
final class FrameBounds {
    private static final int LONGEST_HEAD = 14;
    private static final int CLOSE = 8;
    private static final int TWO_MORE_BYTES = 126;
    private static final int EIGHT_MORE_BYTES = 127;

    private final byte[] head = new byte[LONGEST_HEAD];
    /** How much of the head of the frame under way has come; 0 once it is whole. */
    private int headLength;

    private long payloadLeft;
    private boolean hasClosed;

    boolean isBetweenFrames() {
        return headLength == 0 && payloadLeft == 0;
    }

    /** Whether a close frame was among what passed. */
    boolean hasClosed() {
        return hasClosed;
    }

    void pass(ByteBuf bytes) {
        pass(bytes, false);
    }

    /** Passes no further than the first frame that ends here; returns how many bytes that are. */
    int passOneFrame(ByteBuf bytes) {
        return pass(bytes, true);
    }

    private int pass(ByteBuf bytes, boolean onlyOneFrame) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end) {
            if (payloadLeft > 0) {
                long step = Math.min(payloadLeft, end - at);
                payloadLeft -= step;
                at += (int) step;
            } else {
                takeOfHead(bytes.getByte(at++));
            }
            if (onlyOneFrame && isBetweenFrames()) {
                break;
            }
        }
        return at - bytes.readerIndex();
    }

    private void takeOfHead(byte next) {
        head[headLength++] = next;
        if (headLength >= 2 && headLength == wholeHead()) {
            payloadLeft = payload();
            hasClosed |= (head[0] & 0x0f) == CLOSE;
            headLength = 0;
        }
    }

    private int wholeHead() {
        int mask = (head[1] & 0x80) == 0 ? 0 : 4;
        return 2 + lengthBytes() + mask;
    }

    private int lengthBytes() {
        return switch (head[1] & 0x7f) {
            case TWO_MORE_BYTES -> 2;
            case EIGHT_MORE_BYTES -> 8;
            default -> 0;
        };
    }

    private long payload() {
        int more = lengthBytes();
        if (more == 0) {
            return head[1] & 0x7f;
        }
        long length = 0;
        for (int at = 2; at < 2 + more; at++) {
            length = (length << 8) | (head[at] & 0xff);
        }
        return length;
    }
}
