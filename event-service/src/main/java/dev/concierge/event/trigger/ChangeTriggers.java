package dev.concierge.event.trigger;

import dev.concierge.platform.conditional.Precondition;
import java.util.UUID;
import org.springframework.transaction.annotation.Transactional;

/** Creates, replaces and removes triggers. */
class ChangeTriggers {
    private final Triggers triggers;

    ChangeTriggers(Triggers triggers) {
        this.triggers = triggers;
    }

    /** Called in the transaction of the request's idempotency. */
    void create(Trigger trigger) {
        if (!triggers.add(trigger)) {
            throw new TriggerExists(trigger.triggerId());
        }
    }

    @Transactional
    public Trigger replace(Trigger trigger, Precondition precondition) {
        lock(trigger.triggerId(), precondition);
        triggers.replace(trigger);
        return triggers.find(trigger.triggerId()).orElseThrow();
    }

    @Transactional
    public void remove(UUID triggerId, Precondition precondition) {
        lock(triggerId, precondition);
        triggers.remove(triggerId);
    }

    private void lock(UUID triggerId, Precondition precondition) {
        Trigger current = triggers.findForChange(triggerId).orElseThrow(() -> new TriggerNotFound(triggerId));
        if (expectedVersion != null && !expectedVersion.equals(ANY) && !expectedVersion.equals(tag(current))) {
            throw new TriggerChanged(triggerId, precondition);
        }
    }

    private static String tag(Trigger trigger) {
        return "\"" + trigger.version() + "\"";
    }
}
