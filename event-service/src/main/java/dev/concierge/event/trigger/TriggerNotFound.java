package dev.concierge.event.trigger;

import dev.concierge.platform.problem.Fact;
import java.util.UUID;

final class TriggerNotFound extends Fact {
    TriggerNotFound(UUID triggerId) {
        super(Kind.NOT_FOUND, "trigger-not-found", "There is no trigger " + triggerId + ".");
    }
}
