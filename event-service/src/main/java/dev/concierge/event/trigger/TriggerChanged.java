package dev.concierge.event.trigger;

import dev.concierge.platform.problem.Fact;
import java.util.UUID;

/** The trigger is not the version that If-Match names. */
final class TriggerChanged extends Fact {
    TriggerChanged(UUID triggerId, String expected) {
        super(
                Kind.PRECONDITION_FAILED,
                "trigger-changed",
                "Trigger " + triggerId + " is no longer version " + expected + ".");
    }
}
