package dev.concierge.journey.engine;

import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.engine.RunState.Exited;
import dev.concierge.journey.engine.RunState.Pending;
import dev.concierge.journey.engine.RunState.Waiting;
import dev.concierge.journey.engine.Stimulus.Answered;
import dev.concierge.journey.engine.Stimulus.Cancelled;
import dev.concierge.journey.engine.Stimulus.Entered;
import dev.concierge.journey.engine.Stimulus.EventOccurred;
import dev.concierge.journey.engine.Stimulus.GuestChanged;
import dev.concierge.journey.engine.Stimulus.ReceiptArrived;
import dev.concierge.journey.engine.Stimulus.TimerFired;
import tools.jackson.databind.node.JsonNodeFactory;

/** Moves runs: a pure function of what it is given. A stimulus that does not fit the run's state changes nothing. */
public final class Engine {
    private Engine() {}

    public static Advance advance(Definition definition, Run run, Stimulus stimulus, Circumstances circumstances) {
        if (stimulus instanceof ReceiptArrived receipt) {
            Trail trail = new Trail(run);
            trail.receipt(receipt); // late ones belong to the story of an ended run too
            return trail.to(run.state(), circumstances.allowance());
        }
        return switch (run.state()) {
            case Pending _ -> begin(definition, run, stimulus, circumstances);
            case Waiting waiting -> move(definition, run, waiting, stimulus, circumstances);
            case Exited _ -> Advance.none(run, circumstances.allowance());
        };
    }

    private static Advance begin(Definition definition, Run run, Stimulus stimulus, Circumstances circumstances) {
        switch (stimulus) {
            case Entered entered -> {
                Memory memory = Memory.of(entered.attributes(), entered.key(), entered.parent());
                Walk walk = new Walk(definition, run, circumstances, memory);
                walk.enter(entered);
                return walk.result();
            }
            case Cancelled cancelled -> {
                Memory nothing = Memory.of(JsonNodeFactory.instance.objectNode(), null, null);
                Walk walk = new Walk(definition, run, circumstances, nothing);
                walk.exit(0, definition.start(), cancelled.reason());
                return walk.result();
            }
            default -> {
                return Advance.none(run, circumstances.allowance());
            }
        }
    }

    private static Advance move(
            Definition definition, Run run, Waiting waiting, Stimulus stimulus, Circumstances circumstances) {
        Walk walk = new Walk(definition, run, circumstances, waiting);
        Resumption resumption = new Resumption(definition, walk, circumstances);
        switch (stimulus) {
            case EventOccurred event when !event.eventId().equals(run.cause()) -> resumption.on(event, waiting);
            case TimerFired fired -> waiting.at(fired.visit()).ifPresent(rested -> resumption.elapse(rested, fired));
            case Answered answered -> waiting.at(answered.visit()).ifPresent(asking -> resumption.on(answered, asking));
            case GuestChanged _ -> resumption.askAgain();
            case Cancelled cancelled ->
                walk.exit(waiting.first().visit(), waiting.first().node(), cancelled.reason());
            case Entered _, EventOccurred _, ReceiptArrived _ -> {}
        }
        return walk.result();
    }
}
