package dev.concierge.user.profile;

import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.user.UserId;
import dev.concierge.user.UserNotFound;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/profiles")
class ProfileController {
    private final Profiles profiles;
    private final PersonaSettings settings;
    private final Clock clock;

    ProfileController(Profiles profiles, PersonaSettings settings, Clock clock) {
        this.profiles = profiles;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "Lists profiles, newest guests first")
    Page<ProfileView> list(PageRequest page) {
        Instant now = clock.instant();
        List<Profile> rows = profiles.list(page.after(UserId::of), page.limit());
        return Page.of(rows, page, profile -> Cursor.of(profile.userId())).map(profile -> view(profile, now));
    }

    @GetMapping("/{userId}")
    @Operation(summary = "Who a guest seems to be now, and why")
    ProfileView profile(@PathVariable String userId) {
        return profiles.find(UserId.named(userId))
                .map(profile -> view(profile, clock.instant()))
                .orElseThrow(() -> new UserNotFound(userId));
    }

    private ProfileView view(Profile profile, Instant now) {
        return ProfileView.of(profile, Persona.of(profile, now, settings));
    }
}
