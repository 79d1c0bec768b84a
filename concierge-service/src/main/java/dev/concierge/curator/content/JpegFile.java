package dev.concierge.curator.content;

import dev.concierge.curator.content.CheckedImage.Format;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A JPEG, segment by segment (ITU T.81, B); kept are those that pixels and colours need. */
final class JpegFile {
    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int COLOURS = 0xE2;
    private static final int EXIF = 0xE1;
    private static final int ADOBE = 0xEE;
    private static final int JFIF = 0xE0;
    private static final int COMMENT = 0xFE;
    /** Each costs a pass over the whole image. */
    private static final int MOST_SCANS = 60;

    private final byte[] file;
    private final ByteArrayOutputStream essential = new ByteArrayOutputStream();
    private int at = 2;
    private int width;
    private int height;
    private int orientation = 1;
    private int scans;

    JpegFile(byte[] file) {
        this.file = file;
    }

    CheckedImage check() {
        essential.write(0xFF);
        essential.write(START);
        int marker = marker();
        while (marker != END) {
            segment(marker);
            marker = marker();
        }
        if (scans == 0) {
            throw CheckedImage.malformed("it has no picture");
        }
        essential.write(0xFF);
        essential.write(END);
        boolean furtherImage = at + 1 < file.length && unsigned(at) == 0xFF && unsigned(at + 1) == START;
        if (!furtherImage) { // as cameras append (CIPA DC-007)
            CheckedImage.requireEnd(file, at);
        }
        return new CheckedImage(Format.JPEG, width, height, orientation, essential.toByteArray());
    }

    private int marker() {
        if (unsigned(at) != 0xFF) {
            throw CheckedImage.malformed("something stands between its segments");
        }
        while (unsigned(at) == 0xFF) {
            at++;
        }
        return unsigned(at++);
    }

    private void segment(int marker) {
        if (marker == START || marker == 0 || marker >= 0xD0 && marker < START) {
            throw CheckedImage.malformed("a marker stands where none may");
        }
        int length = unsigned(at) << 8 | unsigned(at + 1);
        if (length < 2 || at + length > file.length) {
            throw CheckedImage.truncated();
        }
        if (isFrame(marker)) {
            frame(length);
        } else if (marker == EXIF) {
            readOrientation(at + 2, length - 2);
        }
        int from = at - 2;
        at += length;
        if (marker == SCAN) {
            scan();
        }
        if (isNeeded(marker)) {
            essential.write(file, from, at - from);
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static boolean isNeeded(int marker) {
        boolean isAbout = marker >= JFIF && marker <= 0xEF || marker == COMMENT;
        return !isAbout || marker == JFIF || marker == COLOURS || marker == ADOBE;
    }

    private void frame(int length) {
        if (width != 0 || length < 8) {
            throw CheckedImage.malformed("it says its size more than once, or not");
        }
        height = unsigned(at + 3) << 8 | unsigned(at + 4);
        width = unsigned(at + 5) << 8 | unsigned(at + 6);
        int components = unsigned(at + 7);
        if (components != 1 && components != 3) {
            throw CheckedImage.malformed(components + " colour components (expected: 1 or 3)");
        }
    }

    /** Up to the next marker: 0xFF is followed by 0 there, or by a marker for restarting. */
    private void scan() {
        if (width == 0 || ++scans > MOST_SCANS) {
            throw CheckedImage.malformed("its scans are too many, or come before its size");
        }
        while (true) {
            if (at + 1 >= file.length) {
                throw CheckedImage.truncated();
            }
            int next = unsigned(at + 1);
            boolean isData = unsigned(at) != 0xFF || next == 0 || next >= 0xD0 && next < START;
            if (!isData) {
                return;
            }
            at++;
        }
    }

    private void readOrientation(int from, int length) {
        String name = new String(file, from, Math.min(length, 6), StandardCharsets.ISO_8859_1);
        if (!name.equals("Exif\0\0") || length < 20) {
            return;
        }
        ByteBuffer tiff = ByteBuffer.wrap(file, from + 6, length - 6).slice();
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return;
        }
        int entries = tiff.getShort(directory) & 0xFFFF;
        for (int i = 0; i < entries && directory + 2 + 12 * (i + 1) <= tiff.limit(); i++) {
            int entry = directory + 2 + 12 * i;
            int value = tiff.getShort(entry + 8) & 0xFFFF;
            if ((tiff.getShort(entry) & 0xFFFF) == 0x0112 && value >= 1 && value <= 8) {
                orientation = value;
            }
        }
    }

    private int unsigned(int index) {
        if (index >= file.length) {
            throw CheckedImage.truncated();
        }
        return file[index] & 0xFF;
    }
}
