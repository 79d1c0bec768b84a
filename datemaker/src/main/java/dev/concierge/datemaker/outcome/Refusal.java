package dev.concierge.datemaker.outcome;

import dev.concierge.platform.problem.Fact;
import java.util.UUID;

/** Why somebody cannot choose, report or read. */
final class Refusal extends Fact {
    private Refusal(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    static Refusal noCall(UUID event, UUID partner) {
        return new Refusal(
                Kind.NOT_FOUND,
                "no-common-call",
                "There was no call with " + partner + " at date event " + event + ".");
    }

    static Refusal neverMet(UUID partner) {
        return new Refusal(Kind.NOT_FOUND, "no-common-call", "There never was a call with " + partner + ".");
    }

    static Refusal noBlock(UUID blocked) {
        return new Refusal(Kind.NOT_FOUND, "block-not-found", "Guest " + blocked + " is not blocked.");
    }

    static Refusal closed(UUID event) {
        return new Refusal(Kind.CONFLICT, "choices-closed", "The choices of date event " + event + " are closed.");
    }

    static Refusal noReport(UUID report) {
        return new Refusal(Kind.NOT_FOUND, "report-not-found", "There is no report " + report + ".");
    }

    static Refusal reviewed(UUID report) {
        return new Refusal(Kind.CONFLICT, "report-reviewed", "Report " + report + " has been reviewed.");
    }

    static Refusal noStatistics(UUID event) {
        return new Refusal(
                Kind.NOT_FOUND, "statistics-not-found", "Date event " + event + " has not saved its results yet.");
    }
}
