package dev.concierge.journey.engine;

/** The answer of a rule; unknown when what it asks for is not known here yet (Kleene's logic). */
public enum Verdict {
    YES,
    NO,
    UNKNOWN;

    static Verdict of(boolean answer) {
        return answer ? YES : NO;
    }

    Verdict not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
        };
    }

    Verdict and(Verdict other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == YES ? other : UNKNOWN;
    }

    Verdict or(Verdict other) {
        return not().and(other.not()).not();
    }
}
