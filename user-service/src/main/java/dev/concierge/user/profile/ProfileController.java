package dev.concierge.user.profile;

import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.identity.UserNotFound;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/profiles")
class ProfileController {
    private final Profiles profiles;
    private final KnownProfileRules rules;
    private final PersonaSettings settings;
    private final Clock clock;

    ProfileController(Profiles profiles, KnownProfileRules rules, PersonaSettings settings, Clock clock) {
        this.profiles = profiles;
        this.rules = rules;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "Lists profiles, newest guests first")
    Page<ProfileView> list(PageRequest page) {
        Instant now = clock.instant();
        List<Profile> rows = profiles.list(page.after(UserId::of), page.limit());
        ProfileRules present = rules.latest().rules();
        return Page.of(rows, page, profile -> Cursor.of(profile.userId()))
                .map(profile -> ProfileView.of(profile, Persona.of(profile, now, settings, present)));
    }

    @GetMapping("/{userId}")
    @Operation(summary = "Who a guest seems to be now, and why")
    ProfileView profile(@PathVariable String userId) {
        return profiles.find(UserId.named(userId))
                .map(profile -> ProfileView.of(
                        profile,
                        Persona.of(
                                profile,
                                clock.instant(),
                                settings,
                                rules.latest().rules())))
                .orElseThrow(() -> new UserNotFound(userId));
    }

    /** A guest's persona, with a reason for each field. */
    record ProfileView(
            String userId,
            Persona.About about,
            List<String> topics,
            Map<String, Double> affinities,
            Map<String, String> why) {
        static ProfileView of(Profile profile, Persona persona) {
            return new ProfileView(
                    profile.userId().toString(),
                    persona.about(),
                    persona.topics(),
                    persona.affinities(),
                    persona.why());
        }
    }
}
