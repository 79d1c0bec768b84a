package dev.concierge.user.preferences;

import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.identity.UserNotFound;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/users/{userId}/consents")
class ConsentController {
    private final RecordConsent recordConsent;
    private final Consents consents;
    private final StoredPreferences stored;

    ConsentController(RecordConsent recordConsent, Consents consents, StoredPreferences stored) {
        this.recordConsent = recordConsent;
        this.consents = consents;
        this.stored = stored;
    }

    @PostMapping
    @Operation(
            summary =
                    "Records what was said of one wish, and when; the latest word decides. Repeating it changes nothing")
    ConsentRecorded record(@PathVariable String userId, @RequestBody @Valid Consent consent) {
        return new ConsentRecorded(recordConsent.record(UserId.named(userId), consent));
    }

    @GetMapping
    @Operation(summary = "Everything that was said of the guest's wishes, by whom and when, the latest first")
    Page<Consent> consents(@PathVariable String userId, PageRequest page) {
        UserId id = UserId.named(userId);
        if (stored.findById(id).isEmpty()) {
            throw new UserNotFound(userId);
        }
        return consents.of(id, page);
    }

    /** @param version the guest's, from which on the preferences obey it */
    record ConsentRecorded(long version) {}
}
