package dev.concierge.platform.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;

/**
 * A body that ends with a {@link CharacterCodingException} where its bytes are no UTF-8, which JSON is whatever its
 * {@code charset} says (RFC 8259, 8.1 and 11). Jackson alone would read overlong forms, and UTF-16 and UTF-32 as well:
 * by their NULs, which UTF-8 has a byte for and JSON no place.
 */
public final class Utf8 extends InputStream {
    private final InputStream body;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer forgotten = CharBuffer.allocate(1024);
    /** The bytes of a character that has not wholly come. */
    private byte[] begun = new byte[0];

    Utf8(InputStream body) {
        this.body = body;
    }

    /** @throws CharacterCodingException when they are no UTF-8 */
    public static void check(ByteBuffer bytes) throws CharacterCodingException {
        refuseNul(bytes);
        StandardCharsets.UTF_8.newDecoder().decode(bytes);
    }

    private static void refuseNul(ByteBuffer bytes) throws CharacterCodingException {
        for (int at = bytes.position(); at < bytes.limit(); at++) {
            if (bytes.get(at) == 0) {
                throw new MalformedInputException(1);
            }
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = body.read(bytes, offset, length);
        ByteBuffer come = ByteBuffer.allocate(begun.length + Math.max(count, 0)).put(begun);
        if (count > 0) {
            come.put(bytes, offset, count);
        }
        check(come.flip(), count < 0);
        begun = new byte[come.remaining()];
        come.get(begun);
        return count;
    }

    private void check(ByteBuffer come, boolean isEnd) throws CharacterCodingException {
        refuseNul(come);
        CoderResult result;
        do {
            result = decoder.decode(come, forgotten.clear(), isEnd);
            if (result.isError()) {
                result.throwException();
            }
        } while (result.isOverflow());
    }
}
