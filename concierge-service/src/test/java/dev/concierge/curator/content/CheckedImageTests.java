package dev.concierge.curator.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.concierge.curator.content.ImageRefused.Reason;
import dev.concierge.platform.problem.Fact;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each bad file is refused by what is wrong with it; each good one is drawn anew. */
class CheckedImageTests {
    private final RedrawImage redraw = new RedrawImage();

    static Stream<Arguments> badFiles() {
        byte[] jpeg = Pictures.of("jpeg", 60, 40);
        byte[] png = Pictures.of("png", 60, 40);
        byte[] gif = Pictures.of("gif", 60, 40);
        byte[] zip = Pictures.text("PK\u0003\u0004 an archive behind a picture");
        byte[] page = Pictures.text("<html><script>alert(1)</script></html>");
        return Stream.of(
                bad(
                        "SVG",
                        Reason.UNSUPPORTED,
                        Pictures.text("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"/>")),
                bad("SVG behind a declaration", Reason.UNSUPPORTED, Pictures.text("<?xml version=\"1.0\"?>\n<svg/>")),
                bad("WebP", Reason.UNSUPPORTED, Pictures.text("RIFF0000WEBPVP8 ")),
                bad("PDF", Reason.UNSUPPORTED, Pictures.text("%PDF-1.7")),
                bad("a page", Reason.UNSUPPORTED, page),
                bad("nothing", Reason.UNSUPPORTED, new byte[0]),
                bad("the beginning of a JPEG alone", Reason.TRUNCATED, Pictures.cut(jpeg, 0.02)),
                bad("a JPEG without its end", Reason.TRUNCATED, Pictures.cut(jpeg, 0.9)),
                bad("a PNG without its end", Reason.TRUNCATED, Pictures.cut(png, 0.9)),
                bad("a GIF without its end", Reason.TRUNCATED, Pictures.cut(gif, 0.9)),
                bad("JPEG and archive", Reason.MORE_THAN_AN_IMAGE, Pictures.joined(jpeg, zip)),
                bad("PNG and archive", Reason.MORE_THAN_AN_IMAGE, Pictures.joined(png, zip)),
                bad("GIF and page", Reason.MORE_THAN_AN_IMAGE, Pictures.joined(gif, page)),
                bad(
                        "a script that begins as a GIF",
                        Reason.MALFORMED,
                        Pictures.text("GIF89a/*\0\0\0\0\0*/=alert(1);" + "x".repeat(99))),
                bad("a bomb of 100,000 by 100,000", Reason.TOO_MANY_PIXELS, Pictures.bomb(100_000, 100_000, 1_000)),
                bad("one pixel too many", Reason.TOO_MANY_PIXELS, Pictures.bomb(40_000_001, 1, 1_000)),
                bad("a line of 40 million pixels", Reason.TOO_MANY_PIXELS, Pictures.bomb(40_000_000, 1, 1_000)),
                bad("a column of 65,536 pixels", Reason.TOO_MANY_PIXELS, Pictures.bomb(1, 65_536, 1_000)),
                bad("a GIF of 65,535 by 65,535", Reason.TOO_MANY_PIXELS, sized(gif)),
                bad("a PNG of no height", Reason.MALFORMED, Pictures.png(5, 0, new byte[] {1})),
                bad("a PNG that says its size twice", Reason.MALFORMED, twice()),
                bad("a PNG with a wrong sum", Reason.MALFORMED, changed(png)),
                bad("a JPEG of a thousand scans", Reason.MALFORMED, manyScans(jpeg)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFiles")
    void aBadFileIsRefusedByWhatIsWrongWithIt(String name, Reason reason, byte[] file) {
        ImageRefused refused = catchThrowableOfType(ImageRefused.class, () -> CheckedImage.of(file));

        assertThat(refused).as(name).isNotNull();
        assertThat(refused.reason()).as(refused.getMessage()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif"})
    void aGoodOneIsDrawnInThreeSizes(String format) throws IOException {
        RedrawImage.Drawn drawn = drawn(CheckedImage.of(Pictures.of(format, 3_000, 1_500)));

        assertThat(drawn.width()).isEqualTo(2_048);
        assertThat(drawn.height()).isEqualTo(1_024);
        BufferedImage small = read(drawn, ImageSize.SMALL);
        assertThat(small.getWidth()).isEqualTo(320);
        assertThat(small.getHeight()).isEqualTo(160);
        assertThat(new Color(small.getRGB(10, 80)).getRed()).isGreaterThan(200);
        assertThat(new Color(small.getRGB(310, 80)).getBlue()).isGreaterThan(200);
    }

    @Test
    void aSmallOneIsNotEnlarged() throws IOException {
        RedrawImage.Drawn drawn = drawn(CheckedImage.of(Pictures.of("png", 1, 1)));

        assertThat(read(drawn, ImageSize.LARGE).getWidth()).isEqualTo(1);
    }

    @Test
    void theLargestThatIsTakenIsDrawn() {
        byte[] largest = Pictures.bomb(8_000, 5_000, 8_001 * 5_000);

        RedrawImage.Drawn drawn = drawn(CheckedImage.of(largest));

        assertThat(drawn.width()).isEqualTo(2_048);
    }

    /** Whatever a pixel takes: of 16 bits and four colours, eight bytes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6, 8})
    void noImageIsDecodedToMoreThanThereIsRoomFor(int bytesOfPixel) {
        for (int height : new int[] {610, 3_900, 4_000, 4_999}) {
            CheckedImage image = CheckedImage.of(Pictures.bomb(8_000, height, 1_000));
            int step = RedrawImage.step(image, bytesOfPixel);
            long decoded = (long) (8_000 / step) * (height / step) * bytesOfPixel;

            assertThat(decoded).isLessThanOrEqualTo(RedrawImage.MOST_DECODED);
        }
    }

    /** A picture that unpacks to a gigabyte is read as far as its pixels go. */
    @Test
    void whatUnpacksToMoreThanItsPixelsIsNotUnpacked() {
        RedrawImage.Drawn drawn = drawn(CheckedImage.of(Pictures.bomb(100, 100, 1_000_000_000)));

        assertThat(drawn.width()).isEqualTo(100);
    }

    @Test
    void whatCamerasWriteBesidesThePixelsIsGoneAndTheImageStandsUpright() throws IOException {
        byte[] photo = Pictures.withExif(Pictures.of("jpeg", 60, 40), 6, "N 52 31 E 13 24");

        RedrawImage.Drawn drawn = drawn(CheckedImage.of(photo));

        byte[] kept = Objects.requireNonNull(drawn.sizes().get(ImageSize.LARGE));
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "N 52");
        BufferedImage image = read(drawn, ImageSize.LARGE);
        assertThat(image.getWidth()).isEqualTo(40);
        assertThat(image.getHeight()).isEqualTo(60);
        assertThat(new Color(image.getRGB(20, 5)).getRed()).isGreaterThan(200);
        assertThat(new Color(image.getRGB(20, 55)).getBlue()).isGreaterThan(200);
    }

    @Test
    void textsThatUnpackWithoutEndAreNotRead() {
        byte[] image = Pictures.of("png", 10, 10);
        byte[] data = Pictures.bomb(10, 10, 110);
        byte[] withText = Pictures.png(10, 10, dataOf(data), Pictures.chunk("zTXt", Pictures.text("a\0\0<script>")));

        CheckedImage checked = CheckedImage.of(withText);

        assertThat(new String(checked.essential(), StandardCharsets.ISO_8859_1)).doesNotContain("zTXt", "script");
        assertThat(drawn(checked).width()).isEqualTo(10);
        assertThat(image).isNotEmpty();
    }

    /** Whatever becomes of a file on its way: it is refused, or drawn; nothing else. */
    @Test
    void aBrokenFileIsRefusedOrDrawnAndNothingElse() {
        Random random = new Random(22);
        for (int i = 0; i < 1_500; i++) {
            byte[] file = Pictures.of(i % 3 == 0 ? "jpeg" : i % 3 == 1 ? "png" : "gif", 24, 18);
            for (int change = 0; change <= random.nextInt(4); change++) {
                file[random.nextInt(file.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(drawn(CheckedImage.of(file)).sizes()).hasSize(3);
            } catch (ImageRefused refused) {
                assertThat(refused.errors()).hasSize(1);
            }
        }
    }

    @Test
    void aPictureThatCannotBeDecodedIsRefused() {
        CheckedImage image = CheckedImage.of(Pictures.png(20, 20, new byte[] {1, 2, 3}));

        assertThatThrownBy(() -> drawn(image)).isInstanceOf(ImageRefused.class);
    }

    /** Each takes long, and whose turn it is goes by the order of arrival. */
    @Test
    void oneCallersImagesKeepNobodyWaiting() throws Exception {
        CheckedImage large = CheckedImage.of(Pictures.of("png", 3_000, 3_000));
        CheckedImage small = CheckedImage.of(Pictures.of("png", 1, 1));
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            List<Future<Boolean>> many = IntStream.range(0, 12)
                    .mapToObj(_ -> threads.submit(() -> isDrawn(large, "greedy")))
                    .toList();

            assertThat(redraw.draw(small, "somebody else").width()).isEqualTo(1);
            long drawn = 0;
            for (Future<Boolean> one : many) {
                drawn += one.get() ? 1 : 0;
            }
            assertThat(drawn).isBetween(1L, 11L);
        }
    }

    private boolean isDrawn(CheckedImage image, String caller) {
        try {
            return redraw.draw(image, caller).width() > 0;
        } catch (Fact tooMany) {
            assertThat(tooMany.code()).isEqualTo("too-many-images");
            return false;
        }
    }

    private RedrawImage.Drawn drawn(CheckedImage image) {
        return redraw.draw(image, "somebody");
    }

    private static BufferedImage read(RedrawImage.Drawn drawn, ImageSize size) throws IOException {
        return ImageIO.read(
                new ByteArrayInputStream(Objects.requireNonNull(drawn.sizes().get(size))));
    }

    private static Arguments bad(String name, Reason reason, byte[] file) {
        return Arguments.of(name, reason, file);
    }

    private static byte[] sized(byte[] gif) {
        byte[] huge = gif.clone();
        for (int i = 6; i < 10; i++) {
            huge[i] = (byte) 0xFF;
        }
        return huge;
    }

    private static byte[] changed(byte[] png) {
        byte[] other = png.clone();
        other[20]++;
        return other;
    }

    private static byte[] twice() {
        byte[] header = new byte[] {0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0};
        return Pictures.png(1, 1, new byte[] {1}, Pictures.chunk("IHDR", header));
    }

    private static byte[] manyScans(byte[] jpeg) {
        int scan = 0;
        while ((jpeg[scan] & 0xFF) != 0xFF || (jpeg[scan + 1] & 0xFF) != 0xDA) {
            scan++;
        }
        byte[] before = Arrays.copyOf(jpeg, scan);
        byte[] one = Arrays.copyOfRange(jpeg, scan, jpeg.length - 2);
        byte[][] all = new byte[1_002][];
        Arrays.fill(all, one);
        all[0] = before;
        all[1_001] = new byte[] {(byte) 0xFF, (byte) 0xD9};
        return Pictures.joined(all);
    }

    private static byte[] dataOf(byte[] png) {
        int length = ByteBuffer.wrap(png, 8 + 25, 4).getInt();
        return Arrays.copyOfRange(png, 8 + 25 + 8, 8 + 25 + 8 + length);
    }
}
