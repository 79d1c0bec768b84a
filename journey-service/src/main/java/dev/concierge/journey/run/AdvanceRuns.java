package dev.concierge.journey.run;

import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.Entry;
import dev.concierge.journey.definition.EntryRules.Priority;
import dev.concierge.journey.engine.Run;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.engine.RunState.Pending;
import dev.concierge.journey.engine.Stimulus.Answered;
import dev.concierge.journey.engine.Stimulus.Cancelled;
import dev.concierge.journey.engine.Stimulus.Entered;
import dev.concierge.journey.engine.Stimulus.EventOccurred;
import dev.concierge.journey.engine.Stimulus.GuestChanged;
import dev.concierge.journey.engine.Stimulus.ReceiptArrived;
import dev.concierge.journey.guest.UserChanged;
import dev.concierge.journey.guest.UserId;
import dev.concierge.journey.run.Admissions.Answer;
import dev.concierge.journey.run.Admissions.Answer.Admitted;
import dev.concierge.journey.run.Admissions.Answer.Rejected;
import dev.concierge.journey.run.Arrival.Cancel;
import dev.concierge.journey.run.Arrival.Change;
import dev.concierge.journey.run.Arrival.Deletion;
import dev.concierge.journey.run.Arrival.Initiate;
import dev.concierge.journey.run.Arrival.OfGuest;
import dev.concierge.journey.run.Arrival.Receipt;
import dev.concierge.journey.run.Arrival.Trigger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Moves runs by what arrives about their guests. */
@Component
class AdvanceRuns {
    void advance(Batch batch, Admissions.EntryCheck entryCheck, OfGuest arrival) {
        if (!batch.guest(arrival.userId()).erased()) {
            apply(batch, entryCheck, arrival);
        } else if (arrival instanceof Initiate) {
            batch.erase(arrival.userId()); // takes the run that was promised before the guest was known to be gone
        }
    }

    private static void apply(Batch batch, Admissions.EntryCheck entryCheck, OfGuest arrival) {
        switch (arrival) {
            case Trigger(var trigger) -> on(batch, entryCheck, trigger);
            case Initiate(var command) -> on(batch, entryCheck, command);
            case Cancel(var command) -> {
                Run run = batch.find(command.runId());
                if (run != null) {
                    batch.advance(run, new Cancelled(command.reason()));
                }
            }
            case Arrival.Answer(var answer) -> {
                Run run = batch.find(answer.runId());
                if (run != null) {
                    batch.advance(run, new Answered(answer.visit(), answer.ok(), answer.data(), answer.detail()));
                }
            }
            case Arrival.Stop(var stop) ->
                batch.moving(stop.userId()).stream()
                        .filter(run -> run.journeyId().equals(stop.journeyId()))
                        .filter(run -> !run.id().equals(stop.by()))
                        .forEach(run -> batch.advance(run, new Cancelled(stop.reason())));
            case Change(var userId, var change) -> learn(batch, userId, change);
            case Receipt(var receipt, var outcome) -> on(batch, receipt, outcome);
            case Deletion(var userId) -> batch.erase(userId);
        }
    }

    private static void on(Batch batch, Admissions.EntryCheck entryCheck, TriggerOccurred trigger) {
        if (trigger.isUserChange()) {
            learn(batch, trigger.userId(), UserChanged.of(trigger.attributes()));
        }
        EventOccurred event =
                new EventOccurred(trigger.sourceEventId(), trigger.name(), trigger.attributes(), trigger.occurredAt());
        batch.moving(trigger.userId()).forEach(run -> batch.advance(run, event));
        JsonNode kept = trigger.mayBeKept() ? trigger.attributes() : JsonNodeFactory.instance.objectNode();
        entryCheck.inOrder(trigger).stream()
                .filter(match -> batch.find(RunId.causedBy(trigger.sourceEventId(), match.journeyId())) == null)
                .forEach(match -> enter(
                        batch,
                        entryCheck,
                        entryCheck.ask(batch, trigger, match),
                        answer -> new Entered(
                                trigger.name(), kept, keyOf(answer.definition(), trigger.attributes()), null),
                        null));
    }

    private static void on(Batch batch, Admissions.EntryCheck entryCheck, InitiateCommand command) {
        Entered entered = new Entered("run.initiate", command.attributes(), command.key(), command.parent());
        RunId parent = command.parent() == null ? null : command.parent().runId();
        Run promised = batch.find(command.runId());
        if (promised == null) {
            if (enter(batch, entryCheck, entryCheck.ask(batch, command), _ -> entered, parent)
                            instanceof Rejected(var refused)
                    && command.parent() != null) {
                batch.tellParent(command, refused);
            }
        } else if (promised.state() instanceof Pending
                && enter(batch, entryCheck, entryCheck.ask(batch, promised, command), _ -> entered, parent)
                        instanceof Rejected(var refused)) {
            batch.advance(promised, new Cancelled("refused: " + refused.reason().written()));
        }
    }

    /** The value of the attribute that the definition names; without one the run has no key. */
    private static @Nullable String keyOf(Definition definition, JsonNode attributes) {
        Entry entry = definition.entry();
        String name = entry == null ? null : entry.key();
        String key = name == null ? "" : attributes.path(name).asString("");
        return key.isEmpty() ? null : key;
    }

    /** @param parent the run that starts it, if one does */
    private static Answer enter(
            Batch batch,
            Admissions.EntryCheck entryCheck,
            Answer answer,
            Function<Admitted, Entered> entered,
            @Nullable RunId parent) {
        switch (answer) {
            case Admitted admitted -> {
                entryCheck.enter(admitted);
                makeRoom(batch, admitted, parent);
                batch.admit(admitted, entered.apply(admitted));
            }
            case Rejected(var refused) -> batch.refuse(refused);
        }
        return answer;
    }

    /** Ends what the journey goes before. The run that starts another stays, so that it can be waited for. */
    private static void makeRoom(Batch batch, Admitted admitted, @Nullable RunId parent) {
        Priority priority = admitted.definition().entryRules().priority();
        if (priority != null) {
            batch.rivals(admitted.run(), priority::goesBefore)
                    .filter(rival -> !rival.id().equals(parent))
                    .toList()
                    .forEach(rival -> batch.outrank(rival, admitted.run().journeyId()));
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
