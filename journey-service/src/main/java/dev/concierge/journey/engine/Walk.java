package dev.concierge.journey.engine;

import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.Node;
import dev.concierge.journey.definition.Node.Condition;
import dev.concierge.journey.definition.Node.Notification;
import dev.concierge.journey.definition.Node.Timer;
import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.engine.Effect.Moved;
import dev.concierge.journey.engine.Effect.Movement;
import dev.concierge.journey.engine.Effect.Notify;
import dev.concierge.journey.engine.RunState.Delayed;
import dev.concierge.journey.engine.RunState.Exited;
import dev.concierge.journey.engine.RunState.Held;
import dev.concierge.journey.engine.RunState.Waiting;
import dev.concierge.journey.engine.Step.What;
import dev.concierge.journey.engine.Stimulus.Cancelled;
import dev.concierge.journey.engine.Stimulus.Entered;
import dev.concierge.journey.engine.Stimulus.EventOccurred;
import dev.concierge.journey.engine.Stimulus.ReceiptArrived;
import dev.concierge.platform.message.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** One advance of one run: from node to node until it rests or ends. */
final class Walk {
    private final Definition definition;
    private final Run run;
    private final Circumstances circumstances;
    private final List<Effect> effects = new ArrayList<>();
    private final List<TimerChange> timers = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    private RunState state;
    private Memory memory = Memory.of(JsonNodeFactory.instance.objectNode());
    private int visit;

    Walk(Definition definition, Run run, Circumstances circumstances) {
        this.definition = definition;
        this.run = run;
        this.circumstances = circumstances;
        this.state = run.state();
    }

    Advance result() {
        return new Advance(
                state.equals(run.state()) ? run : run.in(state),
                List.copyOf(effects),
                List.copyOf(timers),
                List.copyOf(steps));
    }

    void enter(Entered entered) {
        memory = Memory.of(entered.attributes());
        moved(Movement.ENTERED, definition.start(), null);
        step(What.ENTERED, definition.start(), Map.of("by", entered.by()));
        walk(definition.start());
    }

    void count(EventOccurred event, Waiting waiting) {
        resume(waiting);
        Memory after = memory.after(event, definition);
        if (event.eventId().equals(run.cause()) || after.equals(memory)) {
            return;
        }
        memory = after;
        steps.add(new Step(
                Ids.derived(event.eventId(), run.id().toString()),
                waiting.node(),
                What.COUNTED,
                Map.of("event", event.name(), "eventId", event.eventId())));
        switch (waiting) {
            case Delayed delayed -> state = new Delayed(delayed.node(), visit, delayed.until(), memory);
            case Held held -> {
                Held wiser = new Held(held.node(), visit, held.until(), memory);
                state = wiser;
                askAgain(wiser);
            }
        }
    }

    void elapse(Waiting waiting) {
        resume(waiting);
        switch (waiting) {
            case Delayed delayed -> {
                step(What.ELAPSED, delayed.node(), Map.of("dueAt", delayed.until()));
                Timer timer = (Timer) definition.node(delayed.node());
                walk(timer.next());
            }
            case Held held -> giveUp(held);
        }
    }

    /** Asks the condition again that the run is held at. */
    void askAgain(Held held) {
        resume(held);
        NodeId next = answered(held.node(), condition(held));
        if (next != null) {
            timers.add(new TimerChange.Cancel(visit));
            walk(next);
        }
    }

    private void giveUp(Held held) {
        Condition condition = condition(held);
        NodeId next = answered(held.node(), condition);
        if (next != null) {
            walk(next);
            return;
        }
        step(What.ELAPSED, held.node(), Map.of("dueAt", held.until(), "result", Verdict.UNKNOWN));
        if (condition.unknown() != null) {
            walk(condition.unknown());
        } else {
            exit(held.node(), "guest-unknown");
        }
    }

    void cancel(Waiting waiting, Cancelled cancelled) {
        resume(waiting);
        timers.add(new TimerChange.Cancel(visit));
        exit(waiting.node(), cancelled.reason());
    }

    void cancelBeforeStart(Cancelled cancelled) {
        exit(definition.start(), cancelled.reason());
    }

    /** Late receipts belong to the story of an ended run too. */
    void note(ReceiptArrived receipt) {
        Map<String, Object> detail = new TreeMap<>();
        detail.put("notificationId", receipt.notificationId());
        detail.put("channel", receipt.channel());
        detail.put("outcome", receipt.outcome());
        if (receipt.reason() != null) {
            detail.put("reason", receipt.reason());
        }
        UUID id = Ids.derived(receipt.notificationId(), receipt.channel() + ":" + receipt.outcome());
        steps.add(new Step(id, receipt.node(), What.RECEIPT, detail));
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
                    moved(Movement.ADVANCED, id, null);
                }
                yield next;
            }
            case Notification notification -> {
                moved(Movement.ADVANCED, id, null);
                notify(id, notification);
                yield notification.next();
            }
            case Timer timer -> {
                Instant until = circumstances.now().plus(timer.delay());
                rest(id, new Delayed(id, visit, until, memory));
                step(What.DELAYED, id, Map.of("until", until));
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
            step(What.EVALUATED, id, Map.of("evaluation", evaluation));
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
        step(What.HELD, id, Map.of("until", until, "evaluation", evaluation));
    }

    private void notify(NodeId id, Notification notification) {
        UUID notificationId = Ids.derived(run.id().value(), id + ":" + visit);
        effects.add(new Notify(notificationId, id, notification, memory.attributes()));
        step(What.REQUESTED, id, Map.of("notificationId", notificationId, "channels", notification.channels()));
    }

    private void rest(NodeId id, Waiting waiting) {
        state = waiting;
        timers.add(new TimerChange.Set(waiting.visit(), waiting.until()));
        moved(Movement.WAITING, id, null);
    }

    private void exit(NodeId id, String reason) {
        state = new Exited(id, reason, circumstances.now());
        moved(Movement.EXITED, id, reason);
        step(What.EXITED, id, Map.of("reason", reason));
    }

    private void moved(Movement movement, NodeId id, @Nullable String reason) {
        UUID effect = Ids.derived(run.id().value(), visit + ":" + movement);
        effects.add(new Moved(effect, id, movement, reason));
    }

    private void step(What what, NodeId id, Map<String, Object> detail) {
        steps.add(new Step(Ids.derived(run.id().value(), visit + ":" + what), id, what, detail));
    }

    private Condition condition(Held held) {
        return (Condition) definition.node(held.node());
    }
}
