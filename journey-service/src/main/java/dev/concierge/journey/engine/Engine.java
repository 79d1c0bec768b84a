package dev.concierge.journey.engine;

import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.engine.RunState.Delayed;
import dev.concierge.journey.engine.RunState.Exited;
import dev.concierge.journey.engine.RunState.Held;
import dev.concierge.journey.engine.RunState.Pending;
import dev.concierge.journey.engine.RunState.Waiting;
import dev.concierge.journey.engine.Stimulus.Cancelled;
import dev.concierge.journey.engine.Stimulus.Entered;
import dev.concierge.journey.engine.Stimulus.EventOccurred;
import dev.concierge.journey.engine.Stimulus.GuestChanged;
import dev.concierge.journey.engine.Stimulus.ReceiptArrived;
import dev.concierge.journey.engine.Stimulus.TimerFired;

/** Moves runs: a pure function of what it is given. A stimulus that does not fit the run's state changes nothing. */
public final class Engine {
    private Engine() {}

    public static Advance advance(Definition definition, Run run, Stimulus stimulus, Circumstances circumstances) {
        Walk walk = new Walk(definition, run, circumstances);
        switch (stimulus) {
            case ReceiptArrived receipt -> walk.note(receipt);
            case Entered entered when run.state() instanceof Pending -> walk.enter(entered);
            case Cancelled cancelled -> cancel(walk, run.state(), cancelled);
            case EventOccurred event when run.state() instanceof Waiting waiting -> walk.count(event, waiting);
            case TimerFired fired
            when run.state() instanceof Waiting waiting && waiting.visit() == fired.visit() ->
                walk.elapse(waiting, fired);
            case GuestChanged _ when run.state() instanceof Held held -> walk.askAgain(held);
            case Entered _, EventOccurred _, TimerFired _, GuestChanged _ -> {}
        }
        return walk.result();
    }

    private static void cancel(Walk walk, RunState state, Cancelled cancelled) {
        switch (state) {
            case Pending _ -> walk.cancelBeforeStart(cancelled);
            case Delayed waiting -> walk.cancel(waiting, cancelled);
            case Held waiting -> walk.cancel(waiting, cancelled);
            case Exited _ -> {}
        }
    }
}
