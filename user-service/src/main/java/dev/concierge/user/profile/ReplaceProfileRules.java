package dev.concierge.user.profile;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.user.profile.KnownProfileRules.Versioned;
import dev.concierge.user.profile.ProfileRulesController.RulesView;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts other rules in force, from the next look at a profile on; the same rules make no version. */
@Component
class ReplaceProfileRules {
    private final KnownProfileRules known;
    private final Clock clock;

    ReplaceProfileRules(KnownProfileRules known, Clock clock) {
        this.known = known;
        this.clock = clock;
    }

    @Transactional
    public void replace(ProfileRules rules, Precondition precondition, String operator) {
        known.lock();
        Versioned present = known.latest();
        precondition.check(RulesView.of(present));
        if (!rules.equals(present.rules())) {
            known.add(new Versioned(present.version() + 1, rules, operator, clock.instant()));
        }
    }
}
