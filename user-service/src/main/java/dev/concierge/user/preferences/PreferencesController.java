package dev.concierge.user.preferences;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.security.Caller;
import dev.concierge.user.identity.UserId;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.util.Locale;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/users/{userId}/preferences")
class PreferencesController {
    private final ChangePreferences changePreferences;

    PreferencesController(ChangePreferences changePreferences) {
        this.changePreferences = changePreferences;
    }

    @PutMapping
    @Operation(summary = "Replaces how a guest wants to be reached; what is left out is as for a new guest")
    Preferences change(
            @PathVariable String userId,
            Precondition precondition,
            @RequestBody @Valid Preferences preferences,
            Caller caller) {
        String source = caller.kind().name().toLowerCase(Locale.ROOT);
        return changePreferences.change(UserId.named(userId), precondition, preferences, source);
    }
}
