package dev.concierge.journey.engine;

import static dev.concierge.journey.engine.Verdict.NO;
import static dev.concierge.journey.engine.Verdict.UNKNOWN;
import static dev.concierge.journey.engine.Verdict.YES;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictTests {
    @Test
    void whatIsUnknownDecidesNothingThatTheRestDecides() {
        assertThat(UNKNOWN.and(NO)).isEqualTo(NO);
        assertThat(NO.and(UNKNOWN)).isEqualTo(NO);
        assertThat(UNKNOWN.and(YES)).isEqualTo(UNKNOWN);
        assertThat(YES.and(UNKNOWN)).isEqualTo(UNKNOWN);
        assertThat(UNKNOWN.or(YES)).isEqualTo(YES);
        assertThat(YES.or(UNKNOWN)).isEqualTo(YES);
        assertThat(UNKNOWN.or(NO)).isEqualTo(UNKNOWN);
        assertThat(UNKNOWN.not()).isEqualTo(UNKNOWN);
    }

    @Test
    void isOrdinaryLogicWhenAllIsKnown() {
        for (Verdict one : new Verdict[] {YES, NO}) {
            for (Verdict other : new Verdict[] {YES, NO}) {
                assertThat(one.and(other)).isEqualTo(Verdict.of(one == YES && other == YES));
                assertThat(one.or(other)).isEqualTo(Verdict.of(one == YES || other == YES));
            }
            assertThat(one.not()).isEqualTo(Verdict.of(one != YES));
        }
    }
}
