package dev.concierge.user.token.server;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import org.springframework.web.util.HtmlUtils;

/** A picture for cameras, drawn into the page itself: its policy lets nothing be loaded. */
final class QrCode {
    /** White border of so many modules, which readers need. */
    private static final int QUIET = 4;

    private QrCode() {}

    static String svg(String text, String label) {
        ByteMatrix modules = modules(text);
        int size = modules.getWidth() + 2 * QUIET;
        StringBuilder dark = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y) == 1) {
                    dark.append("M%d %dh1v1h-1z".formatted(x + QUIET, y + QUIET));
                }
            }
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" width="240" height="240" role="img" aria-label="%2$s" shape-rendering="crispEdges"><rect width="%1$d" height="%1$d" fill="#fff"/><path d="%3$s" fill="#000"/></svg>""".formatted(size, HtmlUtils.htmlEscape(label), dark);
    }

    private static ByteMatrix modules(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException(
                    "text of " + text.length() + " characters (expected: what fits a QR code)", tooLong);
        }
    }
}
