package dev.concierge.event.capture;

import dev.concierge.event.lateness.Lateness;
import dev.concierge.event.occurrence.Attributes;
import dev.concierge.event.schema.KnownSchemas;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.FieldError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Judges what was read: whether its sender may tell it, whether it comes in time, and what its schema says. */
final class CaptureRules {
    private final MaySay maySay;
    private final Lateness lateness;
    private final Schemas schemas;

    CaptureRules(MaySay maySay, Lateness lateness, Schemas schemas) {
        this.maySay = maySay;
        this.lateness = lateness;
        this.schemas = schemas;
    }

    /** What is wrong with an event by the schema of its name, if there is one. */
    @FunctionalInterface
    interface Schemas {
        Optional<KnownSchemas.Violation> check(String eventName, Attributes attributes, String pointer);
    }

    /** What becomes of an item. */
    sealed interface Verdict {
        /**
         * @param warnings what its sender is told of it
         * @param counted as what it is counted although it is taken; empty for nothing
         */
        record Taken(Capturable item, List<FieldError> warnings, String counted) implements Verdict {}

        record Refused(Fact why) implements Verdict {}
    }

    /** @param pointer where it stands in the body: empty, or such as {@code /events/3} */
    Verdict judge(
            CaptureForm form, CaptureRequest request, JsonNode body, String pointer, Capturable item, Instant now) {
        if (!request.caller().maySee(item.userId())) {
            return new Verdict.Refused(new UserNotFound(item.userId()));
        }
        Optional<Fact> unsaid = maySay.refusal(form.speaksAs(request.caller()), form.tellsInteractions(), item.name());
        if (unsaid.isPresent()) {
            return new Verdict.Refused(unsaid.get());
        }
        CaptureForm.Places places = form.places(body);
        if (!request.historyOnly() && lateness.isRefused(item.at(), now)) {
            return new Verdict.Refused(new TooLate(pointer + places.time(), item.at(), lateness));
        }
        return schemas.check(item.name(), item.attributes(), pointer + places.attributes())
                .map(violation -> violation
                        .refusal()
                        .<Verdict>map(Verdict.Refused::new)
                        .orElseGet(() -> new Verdict.Taken(item, violation.warnings(), violation.reason())))
                .orElseGet(() -> new Verdict.Taken(item, List.of(), ""));
    }

    /** It happened too long ago. */
    private static final class TooLate extends Fact {
        TooLate(String pointer, Instant at, Lateness lateness) {
            super(
                    Kind.INVALID,
                    "too-late",
                    "It happened too long ago to be news; history comes by /events/imports without journeys=true.",
                    List.of(new FieldError(
                            pointer, at + " (expected: at most " + lateness.refusedAfter() + " before it is told)")));
        }
    }

    /** A guest spoke for someone else, of whom they are told nothing. */
    private static final class UserNotFound extends Fact {
        UserNotFound(String userId) {
            super(Kind.NOT_FOUND, "user-not-found", "There is no user " + userId + ".");
        }
    }
}
