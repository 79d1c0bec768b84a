package dev.concierge.curator.content;

import dev.concierge.curator.content.CheckedImage.Format;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.web.Shares;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.SampleModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.springframework.stereotype.Component;

/**
 * Draws an image anew in each size: what is kept holds pixels and nothing else that came with it. One at a time, read in
 * steps, so that the largest image needs some 30 MB.
 */
@Component
class RedrawImage {
    /** Bytes: of a pixel there are one to eight. */
    static final int MOST_DECODED = 24_000_000;

    private static final int PATIENCE_SECONDS = 10;
    private static final float QUALITY = 0.85f;

    private static final int WAITING = 16;
    private static final int OF_ONE_CALLER = 2;

    private final Semaphore turn = new Semaphore(1, true);
    /** The longest image takes seconds, and turns are taken in order: a caller's next waits with the caller. */
    private final Shares places = new Shares(WAITING, OF_ONE_CALLER);

    /**
     * A drawn image.
     *
     * @param mediaType of all sizes
     * @param width of the largest
     */
    record Drawn(String mediaType, int width, int height, Map<ImageSize, byte[]> sizes) {}

    /**
     * @param caller whose image it is
     * @throws ImageRefused when it cannot be decoded
     */
    Drawn draw(CheckedImage image, String caller) {
        try (Shares.Share _ = places.take(caller).orElseThrow(TooManyImages::new)) {
            return inTurn(image);
        }
    }

    private Drawn inTurn(CheckedImage image) {
        try {
            if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new TooManyImages();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new TooManyImages();
        }
        try {
            return drawn(image);
        } catch (IOException | RuntimeException broken) { // decoders throw whatever a broken file leads them to
            throw CheckedImage.malformed("it cannot be decoded as " + image.format());
        } finally {
            turn.release();
        }
    }

    private static Drawn drawn(CheckedImage image) throws IOException {
        BufferedImage decoded = decode(image);
        boolean isPhoto = image.format() == Format.JPEG;
        BufferedImage largest = upright(scaled(decoded, ImageSize.LARGE.longest(), isPhoto), image.orientation());
        int longest = Math.max(largest.getWidth(), largest.getHeight());
        byte[] whole = encode(largest, isPhoto);
        Map<ImageSize, byte[]> sizes = new EnumMap<>(ImageSize.class);
        for (ImageSize size : ImageSize.values()) {
            sizes.put(
                    size,
                    longest <= size.longest() ? whole : encode(scaled(largest, size.longest(), isPhoto), isPhoto));
        }
        return new Drawn(isPhoto ? "image/jpeg" : "image/png", largest.getWidth(), largest.getHeight(), sizes);
    }

    private static BufferedImage decode(CheckedImage image) throws IOException {
        ImageReader reader =
                ImageIO.getImageReadersByFormatName(image.format().name()).next();
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(image.essential()))) {
            reader.setInput(input, true, true);
            if ((long) reader.getWidth(0) * reader.getHeight(0) > CheckedImage.MAX_PIXELS) {
                throw new IOException("it is larger than it says");
            }
            int step = step(image, bytesOfPixel(reader));
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceSubsampling(Math.min(step, image.width()), Math.min(step, image.height()), 0, 0);
            return reader.read(0, param);
        } finally {
            reader.dispose();
        }
    }

    /** Every how manyth pixel is read, of each line and of the lines. */
    static int step(CheckedImage image, int bytesOfPixel) {
        return (int) Math.ceil(Math.sqrt((double) image.width() * image.height() * bytesOfPixel / MOST_DECODED));
    }

    /** As it is decoded: a palette takes one, four colours of 16 bits take eight. */
    private static int bytesOfPixel(ImageReader reader) throws IOException {
        SampleModel samples = reader.getImageTypes(0).next().getSampleModel();
        return samples.getNumDataElements()
                * Math.max(1, DataBuffer.getDataTypeSize(samples.getDataType()) / Byte.SIZE);
    }

    /** Halved as long as that leaves enough, so that no pixel is skipped. */
    private static BufferedImage scaled(BufferedImage image, int longest, boolean opaque) {
        int now = Math.max(image.getWidth(), image.getHeight());
        int next = Math.max(now / 2, Math.min(now, longest));
        BufferedImage drawn = resized(image, next, now, opaque);
        return next > longest ? scaled(drawn, longest, opaque) : drawn;
    }

    private static BufferedImage resized(BufferedImage image, int next, int now, boolean opaque) {
        int width = Math.max(1, Math.round((float) image.getWidth() * next / now));
        int height = Math.max(1, Math.round((float) image.getHeight() * next / now));
        BufferedImage drawn = canvas(width, height, opaque);
        Graphics2D graphics = graphics(drawn, opaque);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return drawn;
    }

    private static BufferedImage canvas(int width, int height, boolean opaque) {
        return new BufferedImage(width, height, opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
    }

    private static Graphics2D graphics(BufferedImage canvas, boolean opaque) {
        Graphics2D graphics = canvas.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        if (opaque) {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
        }
        return graphics;
    }

    /** @param orientation as EXIF has it: from 2 mirrored or turned, from 5 with width and height swapped */
    private static BufferedImage upright(BufferedImage image, int orientation) {
        if (orientation == 1) {
            return image;
        }
        int width = image.getWidth();
        int height = image.getHeight();
        AffineTransform turn = switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            default -> new AffineTransform(0, -1, 1, 0, 0, width);
        };
        boolean isSwapped = orientation >= 5;
        BufferedImage drawn = canvas(isSwapped ? height : width, isSwapped ? width : height, true);
        Graphics2D graphics = graphics(drawn, true);
        graphics.drawImage(image, turn, null);
        graphics.dispose();
        return drawn;
    }

    private static byte[] encode(BufferedImage image, boolean isPhoto) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer =
                ImageIO.getImageWritersByFormatName(isPhoto ? "jpeg" : "png").next();
        try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (isPhoto) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static final class TooManyImages extends Fact {
        TooManyImages() {
            super(Kind.UNAVAILABLE, "too-many-images", "Too many images are drawn at the moment.");
        }
    }
}
