package dev.concierge.datemaker.screen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;

/** A page with its style and its script in one document, under a policy that lets nothing else through. */
public final class Screen {
    private static final String POLICY = "default-src 'none'; script-src '%s'; style-src '%s'; connect-src 'self';"
            + " img-src data:; media-src 'self' blob: mediastream:; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    private final String page;
    private final String policy;

    private Screen(String page, String policy) {
        this.page = page;
        this.policy = policy;
    }

    /** @param scripts that the page runs, in their order */
    public static Screen of(String title, List<String> scripts) {
        String style = read("style.css");
        String script = scripts.stream().map(Screen::read).collect(Collectors.joining("\n"));
        return new Screen(
                read("frame.html")
                        .replace("{title}", title)
                        .replace("{style}", style)
                        .replace("{script}", script),
                POLICY.formatted(hash(script), hash(style)));
    }

    /**
     * The link to it is a key, so neither caches nor other sites get to see it. Without any referrer the browser would
     * send the page's own posts as from nowhere, and the gateway refuse them.
     */
    public ResponseEntity<String> answer() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("Referrer-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(self), microphone=(self), geolocation=()")
                .header("Content-Security-Policy", policy)
                .body(page);
    }

    private static String read(String name) {
        try {
            return new ClassPathResource("page/" + name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException("page/" + name + " is not in datemaker", missing);
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
