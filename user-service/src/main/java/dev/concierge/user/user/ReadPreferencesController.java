package dev.concierge.user.user;

import dev.concierge.platform.security.Caller;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.identity.UserNotFound;
import dev.concierge.user.preferences.GuestPreferences;
import dev.concierge.user.preferences.Preferences;
import dev.concierge.user.preferences.StoredPreferences;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A guest's preferences, for services from where the guest is known. */
@RestController
class ReadPreferencesController {
    private final KnownGuests guests;
    private final StoredPreferences stored;

    ReadPreferencesController(KnownGuests guests, StoredPreferences stored) {
        this.guests = guests;
        this.stored = stored;
    }

    @GetMapping("/users/{userId}/preferences")
    @Operation(summary = "How a guest wants to be reached")
    Preferences preferences(Caller caller, @PathVariable String userId) {
        UserId id = UserId.named(userId);
        Optional<Preferences> found = caller.kind() == Caller.Kind.SERVICE
                ? guests.preferences(id)
                : stored.findById(id).map(GuestPreferences::preferences);
        return found.orElseThrow(() -> new UserNotFound(userId));
    }
}
