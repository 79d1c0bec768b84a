package dev.concierge.event.trigger;

import dev.concierge.platform.problem.Fact;
import java.util.UUID;

/** The id that the sender chose is taken. */
final class TriggerExists extends Fact {
    TriggerExists(UUID triggerId) {
        super(Kind.CONFLICT, "trigger-exists", "There is a trigger " + triggerId + " already.");
    }
}
