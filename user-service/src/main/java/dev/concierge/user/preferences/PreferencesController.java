package dev.concierge.user.preferences;

import dev.concierge.user.Expectation;
import dev.concierge.user.UserId;
import dev.concierge.user.UserNotFound;
import dev.concierge.user.preferences.StoredPreferences.Versioned;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/users/{userId}/preferences")
class PreferencesController {
    private final StoredPreferences stored;
    private final ChangePreferences changePreferences;

    PreferencesController(StoredPreferences stored, ChangePreferences changePreferences) {
        this.stored = stored;
        this.changePreferences = changePreferences;
    }

    @GetMapping
    @Operation(summary = "How a guest wants to be reached")
    ResponseEntity<Preferences> preferences(@PathVariable String userId) {
        return answer(stored.find(UserId.named(userId)).orElseThrow(() -> new UserNotFound(userId)));
    }

    @PutMapping
    @Operation(summary = "Replaces how a guest wants to be reached; what is left out is as for a new guest")
    ResponseEntity<Preferences> change(
            @PathVariable String userId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid Preferences preferences) {
        return answer(changePreferences.change(UserId.named(userId), Expectation.of(ifMatch), preferences));
    }

    private static ResponseEntity<Preferences> answer(Versioned preferences) {
        return ResponseEntity.ok().eTag(Expectation.tag(preferences.version())).body(preferences.preferences());
    }
}
