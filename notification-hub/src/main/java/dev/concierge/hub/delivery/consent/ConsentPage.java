package dev.concierge.hub.delivery.consent;

import dev.concierge.hub.delivery.consent.ConsentLinks.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The page on which a guest chooses what may come; without scripts, and without anything that is not ours to show. */
final class ConsentPage {
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final String page;

    private ConsentPage(String page) {
        this.page = page;
    }

    static ConsentPage load() throws IOException {
        return new ConsentPage(
                new ClassPathResource("page/unsubscribe.html").getContentAsString(StandardCharsets.UTF_8));
    }

    ResponseEntity<String> asking(Subject subject) {
        return answer(subject, "");
    }

    ResponseEntity<String> done(Subject subject, String choice) {
        return answer(
                subject,
                switch (choice) {
                    case "stop-all" -> "Done: no more e-mail from us.";
                    case "resume" -> "Done: our e-mails come again.";
                    default -> "Done: no more " + kind(subject) + " e-mail from us.";
                });
    }

    private ResponseEntity<String> answer(Subject subject, String said) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .body(page.replace("%kind%", kind(subject)).replace("%said%", said));
    }

    /** Of the words that links are signed with, so it needs no escaping. */
    private static String kind(Subject subject) {
        return switch (subject.wish()) {
            case "marketing" -> "marketing";
            case "transactional" -> "service";
            default -> "";
        };
    }
}
