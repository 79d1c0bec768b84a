package dev.concierge.event.trigger;

import dev.concierge.event.definition.ListeningVersion;
import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.problem.Fact;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.annotation.Transactional;

/** Creates, replaces and removes triggers; each change raises the listening version. */
class ChangeTriggers {
    private final Triggers triggers;
    private final ListeningVersion listening;

    ChangeTriggers(Triggers triggers, ListeningVersion listening) {
        this.triggers = triggers;
        this.listening = listening;
    }

    /** Called in the transaction of the request's idempotency. */
    void create(UUID triggerId, SaveTrigger wanted) {
        try {
            triggers.saveAndFlush(new Trigger(new TriggerId(triggerId), wanted));
        } catch (DuplicateKeyException taken) {
            throw new TriggerExists(triggerId);
        }
        listening.raise();
    }

    @Transactional
    public Trigger replace(UUID triggerId, SaveTrigger wanted, Precondition precondition) {
        Trigger trigger = locked(triggerId, precondition);
        trigger.replace(wanted);
        triggers.saveAndFlush(trigger);
        listening.raise();
        return trigger;
    }

    @Transactional
    public void remove(UUID triggerId, Precondition precondition) {
        triggers.deleteById(locked(triggerId, precondition).id());
        listening.raise();
    }

    private Trigger locked(UUID triggerId, Precondition precondition) {
        Trigger current =
                triggers.findForChangeById(new TriggerId(triggerId)).orElseThrow(() -> new TriggerNotFound(triggerId));
        precondition.check(TriggerView.of(current));
        return current;
    }

    /** The id that the sender chose is taken. */
    private static final class TriggerExists extends Fact {
        TriggerExists(UUID triggerId) {
            super(Kind.CONFLICT, "trigger-exists", "There is a trigger " + triggerId + " already.");
        }
    }
}
