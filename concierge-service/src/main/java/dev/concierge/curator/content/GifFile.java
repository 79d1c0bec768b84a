package dev.concierge.curator.content;

import dev.concierge.curator.content.CheckedImage.Format;
import java.io.ByteArrayOutputStream;

/** A GIF, block by block (GIF89a); of a moving one the first picture is kept. */
final class GifFile {
    private static final int EXTENSION = 0x21;
    private static final int PICTURE = 0x2C;
    private static final int END = 0x3B;
    private static final int CONTROL = 0xF9;
    private static final int HEADER = 13;

    private final byte[] file;
    private final ByteArrayOutputStream essential = new ByteArrayOutputStream();
    private int at = HEADER;
    private boolean hasPicture;

    GifFile(byte[] file) {
        this.file = file;
    }

    CheckedImage check() {
        int width = little(6);
        int height = little(8);
        at += colours(10);
        requireRoom();
        essential.write(file, 0, at);
        int block = unsigned(at++);
        while (block != END) {
            switch (block) {
                case EXTENSION -> extension();
                case PICTURE -> picture(width, height);
                default -> throw CheckedImage.malformed("something stands between its blocks");
            }
            block = unsigned(at++);
        }
        if (!hasPicture) {
            throw CheckedImage.malformed("it has no picture");
        }
        essential.write(END);
        CheckedImage.requireEnd(file, at);
        return new CheckedImage(Format.GIF, width, height, 1, essential.toByteArray());
    }

    private void extension() {
        int from = at - 1;
        boolean isControl = unsigned(at++) == CONTROL;
        blocks();
        if (isControl && !hasPicture) {
            essential.write(file, from, at - from);
        }
    }

    private void picture(int width, int height) {
        int from = at - 1;
        if (little(at) + little(at + 4) > width || little(at + 2) + little(at + 6) > height) {
            throw CheckedImage.malformed("a picture is larger than the whole");
        }
        at += 9 + colours(at + 8) + 1;
        blocks();
        if (!hasPicture) {
            essential.write(file, from, at - from);
            hasPicture = true;
        }
    }

    private void blocks() {
        int length = unsigned(at++);
        while (length != 0) {
            at += length;
            length = unsigned(at++);
        }
    }

    /** Bytes of a table of colours. */
    private int colours(int flagsAt) {
        int flags = unsigned(flagsAt);
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    private void requireRoom() {
        if (at > file.length) {
            throw CheckedImage.truncated();
        }
    }

    private int little(int index) {
        return unsigned(index) | unsigned(index + 1) << 8;
    }

    private int unsigned(int index) {
        if (index >= file.length) {
            throw CheckedImage.truncated();
        }
        return file[index] & 0xFF;
    }
}
