package dev.concierge.bench.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** As much of an HTTP answer as tells its status and where it ends. */
final class Answers {
    static final int OK = 200;

    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private Answers() {}

    /** Of one that is whole. */
    static int status(ByteBuffer in) {
        return number(in, 9, 12);
    }

    /** @param in what was read so far, from its beginning */
    static boolean isWhole(ByteBuffer in) throws IOException {
        int length = -1;
        boolean isChunked = false;
        int line = 0;
        for (int at = 0; at < in.position(); at++) {
            if (in.get(at) != '\n') {
                continue;
            }
            if (at - line <= 1) {
                if (length < 0 && !isChunked) {
                    throw new IOException("an answer that does not say how long it is");
                }
                return isChunked ? endsWithLastChunk(in) : in.position() >= at + 1 + length;
            }
            isChunked |= isTransferEncoding(in, line);
            length = isLength(in, line) ? number(in, line + "content-length:".length(), at) : length;
            line = at + 1;
        }
        return false;
    }

    private static boolean isLength(ByteBuffer in, int line) {
        return (in.get(line) | 0x20) == 'c' && in.get(line + 7) == '-' && (in.get(line + 8) | 0x20) == 'l';
    }

    private static boolean isTransferEncoding(ByteBuffer in, int line) {
        return (in.get(line) | 0x20) == 't' && in.get(line + 8) == '-' && (in.get(line + 9) | 0x20) == 'e';
    }

    private static boolean endsWithLastChunk(ByteBuffer in) {
        for (int i = 0; i < LAST_CHUNK.length; i++) {
            if (in.get(in.position() - LAST_CHUNK.length + i) != LAST_CHUNK[i]) {
                return false;
            }
        }
        return true;
    }

    private static int number(ByteBuffer in, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            byte digit = in.get(at);
            number = digit >= '0' && digit <= '9' ? number * 10 + digit - '0' : number;
        }
        return number;
    }
}
