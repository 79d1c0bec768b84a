package dev.concierge.curator.content;

import dev.concierge.curator.content.CheckedImage.Format;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/** A PNG, chunk by chunk (ISO 15948); texts and profiles, which may be compressed without end, are left out. */
final class PngFile {
    private static final int SIGNATURE = 8;
    private static final int AROUND = 12;
    private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    private final byte[] file;
    private final ByteArrayOutputStream essential = new ByteArrayOutputStream();
    private int width;
    private int height;
    private boolean hasData;

    PngFile(byte[] file) {
        this.file = file;
    }

    CheckedImage check() {
        essential.write(file, 0, SIGNATURE);
        int at = SIGNATURE;
        String type = "";
        while (!type.equals("IEND")) {
            if (at + AROUND > file.length) {
                throw CheckedImage.truncated();
            }
            ByteBuffer chunk = ByteBuffer.wrap(file, at, file.length - at).slice();
            int length = chunk.getInt(0);
            if (length < 0 || length > file.length - at - AROUND) {
                throw CheckedImage.truncated();
            }
            type = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
            requireSum(at, length, chunk.getInt(8 + length));
            read(type, length, chunk);
            if (NEEDED.contains(type)) {
                essential.write(file, at, length + AROUND);
            }
            at += length + AROUND;
        }
        if (!hasData) {
            throw CheckedImage.malformed("it has no picture");
        }
        CheckedImage.requireEnd(file, at);
        return new CheckedImage(Format.PNG, width, height, 1, essential.toByteArray());
    }

    private void read(String type, int length, ByteBuffer chunk) {
        boolean isFirst = width == 0;
        if (isFirst != type.equals("IHDR")) {
            throw CheckedImage.malformed("it does not begin with its size, or says it twice");
        }
        if (isFirst) {
            if (length != 13 || chunk.getInt(8) < 1 || chunk.getInt(12) < 1) {
                throw CheckedImage.malformed("it does not say its size");
            }
            width = chunk.getInt(8);
            height = chunk.getInt(12);
        }
        hasData |= type.equals("IDAT");
    }

    private void requireSum(int at, int length, int sum) {
        CRC32 crc = new CRC32();
        crc.update(file, at + 4, length + 4);
        if ((int) crc.getValue() != sum) {
            throw CheckedImage.malformed("the checksum of a chunk is wrong");
        }
    }
}
