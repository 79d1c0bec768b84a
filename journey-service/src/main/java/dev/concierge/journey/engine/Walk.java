package dev.concierge.journey.engine;

import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.Node;
import dev.concierge.journey.definition.Node.Condition;
import dev.concierge.journey.definition.Node.Notification;
import dev.concierge.journey.definition.Node.Timer;
import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.engine.Effect.Movement;
import dev.concierge.journey.engine.RunState.Delayed;
import dev.concierge.journey.engine.RunState.Exited;
import dev.concierge.journey.engine.RunState.Held;
import dev.concierge.journey.engine.RunState.Waiting;
import dev.concierge.journey.engine.Step.What;
import dev.concierge.journey.engine.Stimulus.Cancelled;
import dev.concierge.journey.engine.Stimulus.Entered;
import dev.concierge.journey.engine.Stimulus.EventOccurred;
import dev.concierge.journey.engine.Stimulus.ReceiptArrived;
import dev.concierge.journey.engine.Stimulus.TimerFired;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** One advance of one run: from node to node until it rests or ends. */
final class Walk {
    private final Definition definition;
    private final Run run;
    private final Circumstances circumstances;
    private final Trail trail;

    private RunState state;
    private Memory memory = Memory.of(JsonNodeFactory.instance.objectNode());
    private int visit;

    Walk(Definition definition, Run run, Circumstances circumstances) {
        this.definition = definition;
        this.run = run;
        this.circumstances = circumstances;
        this.trail = new Trail(run);
        this.state = run.state();
    }

    Advance result() {
        return trail.to(state);
    }

    void enter(Entered entered) {
        memory = Memory.of(entered.attributes());
        trail.moved(visit, Movement.ENTERED, definition.start(), null);
        trail.step(visit, What.ENTERED, definition.start(), Map.of("by", entered.by()));
        walk(definition.start());
    }

    void count(EventOccurred event, Waiting waiting) {
        resume(waiting);
        Memory after = memory.after(event, definition);
        if (event.eventId().equals(run.cause()) || after.equals(memory)) {
            return;
        }
        memory = after;
        trail.counted(event, waiting.node());
        switch (waiting) {
            case Delayed delayed -> state = new Delayed(delayed.node(), visit, delayed.until(), memory);
            case Held held -> {
                Held wiser = new Held(held.node(), visit, held.until(), memory);
                state = wiser;
                askAgain(wiser);
            }
        }
    }

    void elapse(Waiting waiting, TimerFired fired) {
        resume(waiting);
        switch (waiting) {
            case Delayed delayed -> {
                trail.step(visit, What.ELAPSED, delayed.node(), elapsed(delayed, fired));
                Timer timer = (Timer) definition.node(delayed.node());
                walk(timer.next());
            }
            case Held held -> giveUp(held, fired);
        }
    }

    /** Whoever reads why the guest is here must see when something was decided without all that had happened. */
    private Map<String, Object> elapsed(Waiting waiting, TimerFired fired) {
        Map<String, Object> detail = new TreeMap<>();
        detail.put("dueAt", waiting.until());
        if (fired.blind()) {
            detail.put("firedAt", circumstances.now());
            detail.put("blind", true);
        }
        return detail;
    }

    /** Asks the condition again that the run is held at. */
    void askAgain(Held held) {
        resume(held);
        NodeId next = answered(held.node(), condition(held));
        if (next != null) {
            trail.timerCancelled(visit);
            walk(next);
        }
    }

    private void giveUp(Held held, TimerFired fired) {
        Condition condition = condition(held);
        NodeId next = answered(held.node(), condition);
        if (next != null) {
            walk(next);
            return;
        }
        Map<String, Object> detail = elapsed(held, fired);
        detail.put("result", Verdict.UNKNOWN);
        trail.step(visit, What.ELAPSED, held.node(), detail);
        if (condition.unknown() != null) {
            walk(condition.unknown());
        } else {
            exit(held.node(), "guest-unknown");
        }
    }

    void cancel(Waiting waiting, Cancelled cancelled) {
        resume(waiting);
        trail.timerCancelled(visit);
        exit(waiting.node(), cancelled.reason());
    }

    void cancelBeforeStart(Cancelled cancelled) {
        exit(definition.start(), cancelled.reason());
    }

    /** Late receipts belong to the story of an ended run too. */
    void note(ReceiptArrived receipt) {
        trail.receipt(receipt);
    }

    private void resume(Waiting waiting) {
        memory = waiting.memory();
        visit = waiting.visit();
    }

    private void walk(NodeId from) {
        NodeId node = from;
        while (node != null) {
            visit++;
            node = arriveAt(node, definition.node(node));
        }
    }

    /** Returns where to go on; null when the run rests or has ended. */
    private @Nullable NodeId arriveAt(NodeId id, Node node) {
        return switch (node) {
            case Condition condition -> {
                NodeId next = answered(id, condition);
                if (next == null) {
                    hold(id, condition);
                } else {
                    trail.moved(visit, Movement.ADVANCED, id, null);
                }
                yield next;
            }
            case Notification notification -> {
                trail.moved(visit, Movement.ADVANCED, id, null);
                trail.notified(visit, id, notification, memory.attributes());
                yield notification.next();
            }
            case Timer timer -> {
                Instant until = circumstances.now().plus(timer.delay());
                rest(id, new Delayed(id, visit, until, memory));
                trail.step(visit, What.DELAYED, id, Map.of("until", until));
                yield null;
            }
            case Node.Exit exit -> {
                exit(id, exit.reason());
                yield null;
            }
        };
    }

    private @Nullable NodeId answered(NodeId id, Condition condition) {
        Evaluation evaluation = Evaluation.of(condition.when(), circumstances.guest(), memory);
        if (evaluation.result() != Verdict.UNKNOWN) {
            trail.step(visit, What.EVALUATED, id, Map.of("evaluation", evaluation));
        }
        return switch (evaluation.result()) {
            case YES -> condition.yes();
            case NO -> condition.no();
            case UNKNOWN -> null;
        };
    }

    private void hold(NodeId id, Condition condition) {
        Instant until = circumstances.now().plus(condition.patience());
        rest(id, new Held(id, visit, until, memory));
        Evaluation evaluation = Evaluation.of(condition.when(), circumstances.guest(), memory);
        trail.step(visit, What.HELD, id, Map.of("until", until, "evaluation", evaluation));
    }

    private void rest(NodeId id, Waiting waiting) {
        state = waiting;
        trail.timerSet(waiting);
        trail.moved(visit, Movement.WAITING, id, null);
    }

    private void exit(NodeId id, String reason) {
        state = new Exited(id, reason, circumstances.now());
        trail.moved(visit, Movement.EXITED, id, reason);
        trail.step(visit, What.EXITED, id, Map.of("reason", reason));
    }

    private Condition condition(Held held) {
        return (Condition) definition.node(held.node());
    }
}
