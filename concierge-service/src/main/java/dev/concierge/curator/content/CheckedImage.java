package dev.concierge.curator.content;

import dev.concierge.curator.content.ImageRefused.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file that is an image from its first to its last byte, by what it says itself: nothing of it has been decoded.
 *
 * @param width before it is turned upright
 * @param orientation as EXIF has it, 1 to 8
 * @param essential the file without what is not needed to decode it
 */
record CheckedImage(Format format, int width, int height, int orientation, byte[] essential) {
    static final long MAX_PIXELS = 40_000_000;
    /** Decoders hold whole lines, whatever is skipped in them: one of 40 million pixels fills a heap by itself. */
    private static final int MAX_SIDE = 65_535;

    /** What is taken. */
    enum Format {
        JPEG,
        PNG,
        GIF
    }

    CheckedImage {
        if (width < 1 || height < 1) {
            throw new ImageRefused(Reason.MALFORMED, width + " by " + height + " pixels (expected: at least 1 by 1)");
        }
        if (width > MAX_SIDE || height > MAX_SIDE) {
            throw new ImageRefused(
                    Reason.TOO_MANY_PIXELS,
                    width + " by " + height + " pixels (expected: at most " + MAX_SIDE + " on a side)");
        }
        if ((long) width * height > MAX_PIXELS) {
            throw new ImageRefused(
                    Reason.TOO_MANY_PIXELS,
                    width + " by " + height + " pixels (expected: at most " + MAX_PIXELS + " together)");
        }
    }

    /** @throws ImageRefused saying why */
    static CheckedImage of(byte[] file) {
        if (startsWith(file, 0xFF, 0xD8, 0xFF)) {
            return new JpegFile(file).check();
        }
        if (startsWith(file, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return new PngFile(file).check();
        }
        if (startsWith(file, 'G', 'I', 'F', '8', '7', 'a') || startsWith(file, 'G', 'I', 'F', '8', '9', 'a')) {
            return new GifFile(file).check();
        }
        throw new ImageRefused(Reason.UNSUPPORTED, guessed(file) + " (expected: JPEG, PNG or GIF)");
    }

    private static String guessed(byte[] file) {
        String start = new String(file, 0, Math.min(file.length, 1_000), StandardCharsets.ISO_8859_1);
        if (start.contains("<svg")) {
            return "SVG";
        }
        if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
            return "WebP";
        }
        if (start.startsWith("ftyp", 4)) {
            return "HEIF, AVIF or a film";
        }
        return start.startsWith("%PDF") ? "PDF" : "an unknown format";
    }

    private static boolean startsWith(byte[] file, int... bytes) {
        if (file.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((file[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** What follows an image is nothing, or padding. */
    static void requireEnd(byte[] file, int end) {
        for (int i = end; i < file.length; i++) {
            if (file[i] != 0) {
                throw new ImageRefused(
                        Reason.MORE_THAN_AN_IMAGE,
                        (file.length - end) + " bytes follow the end of the image (expected: none)");
            }
        }
    }

    static ImageRefused truncated() {
        return new ImageRefused(Reason.TRUNCATED, "it ends before its end is marked (expected: the whole file)");
    }

    static ImageRefused malformed(String what) {
        return new ImageRefused(Reason.MALFORMED, what);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CheckedImage image && Arrays.equals(essential, image.essential);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(essential);
    }
}
