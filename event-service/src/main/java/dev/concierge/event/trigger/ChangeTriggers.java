package dev.concierge.event.trigger;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;

/** Creates, replaces and removes triggers. */
class ChangeTriggers {
    /** Expects no more than that there is one (RFC 9110). */
    private static final String ANY = "*";

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
    public Trigger replace(Trigger trigger, @Nullable String expectedVersion) {
        lock(trigger.triggerId(), expectedVersion);
        triggers.replace(trigger);
        return triggers.find(trigger.triggerId()).orElseThrow();
    }

    @Transactional
    public void remove(UUID triggerId, @Nullable String expectedVersion) {
        lock(triggerId, expectedVersion);
        triggers.remove(triggerId);
    }

    private void lock(UUID triggerId, @Nullable String expectedVersion) {
        Trigger current = triggers.findForChange(triggerId).orElseThrow(() -> new TriggerNotFound(triggerId));
        if (expectedVersion != null && !expectedVersion.equals(ANY) && !expectedVersion.equals(tag(current))) {
            throw new TriggerChanged(triggerId, expectedVersion);
        }
    }

    private static String tag(Trigger trigger) {
        return "\"" + trigger.version() + "\"";
    }
}
