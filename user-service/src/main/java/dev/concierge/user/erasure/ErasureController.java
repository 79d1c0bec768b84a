package dev.concierge.user.erasure;

import dev.concierge.user.erasure.Erasures.Receipt;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.identity.UserNotFound;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ErasureController {
    /** How long topics keep messages; those of a guest hold ids and what is not personal. */
    private static final Duration TOPICS_KEEP = Duration.ofDays(7);

    private final Erasures erasures;
    private final ErasureSettings settings;

    ErasureController(Erasures erasures, ErasureSettings settings) {
        this.erasures = erasures;
        this.settings = settings;
    }

    /**
     * The receipt of an erasure.
     *
     * @param complete whether every service that keeps something of guests has answered
     * @param missing who has not
     * @param topicsForgetBy when messages about the guest have aged out of all topics
     */
    record ErasureView(
            String userId,
            Instant askedAt,
            boolean complete,
            List<Receipt> receipts,
            List<String> missing,
            Instant topicsForgetBy) {}

    @GetMapping("/users/{userId}/erasure")
    @Operation(summary = "The receipt of an erasure: which service has removed the guest, and when")
    ErasureView erasure(@PathVariable String userId) {
        UserId id = UserId.named(userId);
        Instant askedAt = erasures.askedAt(id).orElseThrow(() -> new UserNotFound(userId));
        List<Receipt> receipts = erasures.receipts(id);
        List<String> missing = settings.services().stream()
                .filter(service ->
                        receipts.stream().noneMatch(receipt -> receipt.service().equals(service)))
                .toList();
        return new ErasureView(userId, askedAt, missing.isEmpty(), receipts, missing, askedAt.plus(TOPICS_KEEP));
    }
}
