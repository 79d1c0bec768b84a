package dev.concierge.journey.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.journey.definition.EntryRules.Past;
import dev.concierge.journey.definition.EntryRules.Rate;
import dev.concierge.journey.definition.EntryRules.Reentry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EntryRulesTests {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final Rate PLENTY = new Rate(100, Duration.ofHours(1));

    @Test
    void whoHasBeenInOnceMayNotComeAgain() {
        EntryRules never = new EntryRules(Reentry.NEVER, 100, PLENTY, null);

        assertThat(never.refusal(Past.NONE, 0, NOW)).isEmpty();
        assertThat(never.refusal(never.after(Past.NONE, NOW), 0, NOW.plusSeconds(86_400)))
                .contains(Refusal.REENTRY);
    }

    @Test
    void whoIsStillInMayNotComeAgainYet() {
        EntryRules afterExit = new EntryRules(Reentry.AFTER_EXIT, 100, PLENTY, null);
        Past once = afterExit.after(Past.NONE, NOW);

        assertThat(afterExit.refusal(once, 1, NOW)).contains(Refusal.REENTRY);
        assertThat(afterExit.refusal(once, 0, NOW)).isEmpty();
    }

    @Test
    void runsUnderWayAreBounded() {
        EntryRules three = new EntryRules(Reentry.ALWAYS, 3, PLENTY, null);

        assertThat(three.refusal(Past.NONE, 2, NOW)).isEmpty();
        assertThat(three.refusal(Past.NONE, 3, NOW)).contains(Refusal.LIVE);
    }

    @Test
    void runsWithinATimeAreBoundedAndCountAnewAfterwards() {
        EntryRules two = new EntryRules(Reentry.ALWAYS, 100, new Rate(2, Duration.ofMinutes(10)), null);
        Past twice = two.after(two.after(Past.NONE, NOW), NOW.plusSeconds(60));

        assertThat(two.refusal(twice, 0, NOW.plusSeconds(599))).contains(Refusal.RATE);
        assertThat(two.refusal(twice, 0, NOW.plusSeconds(600))).isEmpty();
        Past anew = two.after(twice, NOW.plusSeconds(600));
        assertThat(anew).isEqualTo(new Past(3, NOW.plusSeconds(600), 1));
        assertThat(two.refusal(anew, 0, NOW.plusSeconds(601))).isEmpty();
    }
}
