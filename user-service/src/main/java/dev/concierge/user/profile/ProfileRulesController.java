package dev.concierge.user.profile;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.security.Caller;
import dev.concierge.user.profile.KnownProfileRules.Versioned;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The rules that profiles are read by, for operators. */
@RestController
@RequestMapping("/ops/profiles/rules")
class ProfileRulesController {
    private static final String EXAMPLE = """
            {"stages": [{"stage": "family", "topics": ["kids", "zoo"], "from": 0.5}],
            "spending": {"amounts": [{"currency": "EUR", "from": [1000, 10000]}], "purchases": [0.5, 1.5]},
            "events": [{"event": "order_completed", "topicAt": "/topic", "weight": 8}]}""";
    private static final int LOOKED_AT = 1_000;
    private static final int SHOWN = 20;

    private final KnownProfileRules known;
    private final ReplaceProfileRules replaceProfileRules;
    private final Profiles profiles;
    private final PersonaSettings settings;
    private final Clock clock;

    ProfileRulesController(
            KnownProfileRules known,
            ReplaceProfileRules replaceProfileRules,
            Profiles profiles,
            PersonaSettings settings,
            Clock clock) {
        this.known = known;
        this.replaceProfileRules = replaceProfileRules;
        this.profiles = profiles;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param version 0 for those of the release */
    record RulesView(int version, ProfileRules rules, String madeBy, Instant madeAt) {
        static RulesView of(Versioned rules) {
            return new RulesView(rules.version(), rules.rules(), rules.madeBy(), rules.madeAt());
        }
    }

    /**
     * What other rules would change.
     *
     * @param lookedAt at how many guests, the newest
     * @param differ how many of them would be seen otherwise
     * @param examples some of those
     */
    record Preview(int lookedAt, int differ, List<Example> examples) {}

    record Example(String userId, Persona.About now, Persona.About then) {}

    @GetMapping
    @Operation(summary = "The rules in force")
    RulesView rules() {
        return RulesView.of(known.latest());
    }

    @PutMapping
    @Operation(summary = "Puts other rules in force, as a new version")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(EXAMPLE)))
    RulesView replace(Caller caller, Precondition precondition, @RequestBody @Valid ProfileRules rules) {
        replaceProfileRules.replace(rules, precondition, caller.subject());
        return rules();
    }

    @PostMapping("/preview")
    @Operation(summary = "Whom of the 1,000 newest guests other rules would show in another way")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, examples = @ExampleObject(EXAMPLE)))
    Preview preview(@RequestBody @Valid ProfileRules rules) {
        Instant now = clock.instant();
        ProfileRules present = known.latest().rules();
        List<Profile> looked = profiles.list(null, LOOKED_AT - 1);
        List<Example> differ = new ArrayList<>();
        for (Profile profile : looked) {
            Persona.About before = Persona.of(profile, now, settings, present).about();
            Persona.About then = Persona.of(profile, now, settings, rules).about();
            if (!before.equals(then)) {
                differ.add(new Example(profile.userId().toString(), before, then));
            }
        }
        return new Preview(
                looked.size(), differ.size(), differ.stream().limit(SHOWN).toList());
    }
}
