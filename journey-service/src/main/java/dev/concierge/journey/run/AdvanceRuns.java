package dev.concierge.journey.run;

import dev.concierge.journey.engine.Run;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.engine.Stimulus.Cancelled;
import dev.concierge.journey.engine.Stimulus.Entered;
import dev.concierge.journey.engine.Stimulus.EventOccurred;
import dev.concierge.journey.engine.Stimulus.GuestChanged;
import dev.concierge.journey.engine.Stimulus.ReceiptArrived;
import dev.concierge.journey.guest.UserChanged;
import dev.concierge.journey.guest.UserId;
import dev.concierge.journey.run.Arrival.Cancel;
import dev.concierge.journey.run.Arrival.Change;
import dev.concierge.journey.run.Arrival.Deletion;
import dev.concierge.journey.run.Arrival.Initiate;
import dev.concierge.journey.run.Arrival.OfGuest;
import dev.concierge.journey.run.Arrival.Receipt;
import dev.concierge.journey.run.Arrival.Trigger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/** Moves runs by what arrives about their guests. */
@Component
class AdvanceRuns {
    void advance(Batch batch, Admissions.Doors doors, OfGuest arrival) {
        if (!batch.guest(arrival.userId()).erased()) {
            apply(batch, doors, arrival);
        } else if (arrival instanceof Initiate) {
            batch.erase(arrival.userId()); // takes the run that was promised before the guest was known to be gone
        }
    }

    private static void apply(Batch batch, Admissions.Doors doors, OfGuest arrival) {
        switch (arrival) {
            case Trigger(var trigger) -> on(batch, doors, trigger);
            case Initiate(var command) -> on(batch, doors, command);
            case Cancel(var command) -> {
                Run run = batch.find(command.runId());
                if (run != null) {
                    batch.advance(run, new Cancelled(command.reason()));
                }
            }
            case Change(var userId, var change) -> learn(batch, userId, change);
            case Receipt(var receipt, var outcome) -> on(batch, receipt, outcome);
            case Deletion(var userId) -> batch.erase(userId);
        }
    }

    private static void on(Batch batch, Admissions.Doors doors, TriggerOccurred trigger) {
        if (trigger.isUserChange()) {
            learn(batch, trigger.userId(), UserChanged.of(trigger.attributes()));
        }
        EventOccurred event = new EventOccurred(trigger.sourceEventId(), trigger.name(), trigger.attributes());
        batch.moving(trigger.userId()).forEach(run -> batch.advance(run, event));
        // the guest's own data stays in the projection, where it is kept up to date and erased
        Entered entered = new Entered(
                trigger.name(), trigger.isUserChange() ? JsonNodeFactory.instance.objectNode() : trigger.attributes());
        trigger.entries().stream()
                .flatMap(match -> doors.open(trigger, match).stream())
                .filter(admission -> batch.find(admission.run().id()) == null)
                .forEach(admission -> batch.advance(admission.definition(), admission.run(), entered));
    }

    private static void on(Batch batch, Admissions.Doors doors, InitiateCommand command) {
        Entered entered = new Entered("run.initiate", command.attributes());
        Run promised = batch.find(command.runId());
        if (promised != null) {
            batch.advance(promised, entered);
        } else {
            doors.open(command).ifPresent(admission -> batch.advance(admission.definition(), admission.run(), entered));
        }
    }

    private static void on(Batch batch, NotificationReceipt receipt, String outcome) {
        RunId asked = receipt.runId();
        Run run = asked == null ? null : batch.find(asked);
        if (run != null) {
            batch.advance(
                    run,
                    new ReceiptArrived(
                            receipt.notificationId(), receipt.node(), receipt.channel(), outcome, receipt.reason()));
        }
    }

    private static void learn(Batch batch, UserId userId, @Nullable UserChanged change) {
        if (change != null && batch.learn(batch.guest(userId).after(change))) {
            batch.moving(userId).forEach(run -> batch.advance(run, new GuestChanged()));
        }
    }
}
