package dev.concierge.event.trigger;

import java.util.UUID;

/** A trigger on the wire. */
record TriggerView(UUID triggerId, String journeyId, String eventName, Conditions conditions, boolean trigger) {
    static TriggerView of(Trigger trigger) {
        return new TriggerView(
                trigger.id().value(), trigger.journeyId(), trigger.eventName(), trigger.conditions(), trigger.enters());
    }
}
