package dev.concierge.journey.engine;

import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.Node;
import dev.concierge.journey.definition.Node.Condition;
import dev.concierge.journey.definition.Node.Notification;
import dev.concierge.journey.definition.Node.Timer;
import dev.concierge.journey.definition.Node.Wait;
import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.definition.Reactions;
import dev.concierge.journey.definition.Rule.Profile;
import dev.concierge.journey.engine.Circumstances.Pause;
import dev.concierge.journey.engine.RunState.Arrived;
import dev.concierge.journey.engine.RunState.Asking;
import dev.concierge.journey.engine.RunState.Delayed;
import dev.concierge.journey.engine.RunState.Gated;
import dev.concierge.journey.engine.RunState.Held;
import dev.concierge.journey.engine.RunState.Listening;
import dev.concierge.journey.engine.RunState.Paced;
import dev.concierge.journey.engine.RunState.Position;
import dev.concierge.journey.engine.RunState.Reading;
import dev.concierge.journey.engine.RunState.Waiting;
import dev.concierge.journey.engine.Step.What;
import dev.concierge.journey.engine.Stimulus.Answered;
import dev.concierge.journey.engine.Stimulus.EventOccurred;
import dev.concierge.journey.engine.Stimulus.TimerFired;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What takes a run away from where it rests. */
final class Resumption {
    private static final String EXPIRED = "expired while paused";

    private final Definition definition;
    private final Walk walk;
    private final Circumstances circumstances;

    Resumption(Definition definition, Walk walk, Circumstances circumstances) {
        this.definition = definition;
        this.walk = walk;
        this.circumstances = circumstances;
    }

    /** Exit rules come first, whatever is waited for; then what was waited for before the event, the oldest first. */
    void on(EventOccurred event, Waiting waiting) {
        if (walk.memory().hasUsed(event.eventId())) {
            return;
        }
        Position first = waiting.first();
        Memory before = walk.memory();
        walk.remember(before.after(event, definition));
        boolean counted = walk.memory() != before;
        if (counted) {
            walk.trail().counted(event, first.node());
        }
        reach(event, first);
        for (Reactions.ExitRule exit : definition.reactions().exits()) {
            if (walk.memory().matches(exit.pattern(), event)) {
                walk.trail().happened(event, first);
                walk.exit(first.visit(), first.node(), exit.reason());
                return;
            }
        }
        for (Position position : waiting.positions()) {
            switch (position) {
                case Listening listening when stays(listening) -> hear(event, listening);
                case Held held
                when stays(held) && askAgain(held, false) ->
                    walk.remember(walk.memory().using(event.eventId()));
                default -> {}
            }
        }
    }

    private void reach(EventOccurred event, Position at) {
        for (Reactions.Goal goal : definition.reactions().goals()) {
            if (!walk.memory().goals().contains(goal.name()) && walk.memory().matches(goal.pattern(), event)) {
                walk.remember(walk.memory().reached(goal.name()));
                walk.trail().reached(event, at.node(), goal.name());
            }
        }
    }

    private boolean stays(Position position) {
        return !walk.hasEnded() && walk.positions().holds(position);
    }

    private void hear(EventOccurred event, Listening listening) {
        Wait wait = (Wait) definition.node(listening.node());
        Set<Integer> seen = new TreeSet<>(listening.seen());
        int led = -1;
        for (int index = 0; index < wait.events().size(); index++) {
            if (walk.memory().matches(wait.events().get(index).pattern(), event) && seen.add(index) && led < 0) {
                led = index;
            }
        }
        if (led < 0) {
            return;
        }
        walk.trail().happened(event, listening);
        if (wait.all() && seen.size() < wait.events().size()) {
            walk.positions()
                    .put(new Listening(
                            listening.node(),
                            listening.visit(),
                            listening.until(),
                            listening.within(),
                            Set.copyOf(seen)));
            return;
        }
        walk.remember(walk.memory().using(event.eventId()));
        walk.trail().left(listening);
        NodeId ofEvent = wait.events().get(led).next();
        walk.leave(listening, ofEvent == null ? wait.done() : ofEvent, "");
    }

    /** Asks the conditions again that the run is held at. */
    void askAgain() {
        for (Position position : walk.positions().all()) {
            if (position instanceof Held held && stays(held)) {
                askAgain(held, false);
            }
        }
    }

    /** @param elapsed whether its timer has fired, so that none is left to cancel */
    private boolean askAgain(Held held, boolean elapsed) {
        Condition condition = (Condition) definition.node(held.node());
        Evaluation evaluation = walk.evaluate(condition, held.answers());
        NodeId next = walk.answered(held.visit(), held.node(), condition, evaluation);
        if (next == null) {
            return false;
        }
        if (!elapsed) {
            walk.trail().left(held);
        }
        walk.leave(held, next, "");
        return true;
    }

    void elapse(Position position, TimerFired fired) {
        if (position instanceof Arrived) {
            return; // waits for other branches, not for a time
        }
        if (circumstances.pause() == Pause.EXPIRE) {
            walk.positions().remove(position.visit());
            walk.exit(position.visit(), position.node(), EXPIRED);
            return;
        }
        Node node = definition.node(position.node());
        switch (position) {
            case Gated gated -> walk.leave(gated, gated.node(), "");
            case Delayed delayed -> {
                step(delayed, What.ELAPSED, elapsed(delayed, fired));
                onElapsed(delayed, node);
            }
            case Paced paced -> {
                step(paced, What.ELAPSED, elapsed(paced, fired));
                onTurn(paced, (Notification) node);
            }
            case Held held -> giveUp(held, (Condition) node, fired);
            case Listening listening -> {
                step(listening, What.ELAPSED, elapsed(listening, fired));
                walk.leave(listening, ((Wait) node).timedOut(), "timed-out");
            }
            case Asking asking -> {
                step(asking, What.ELAPSED, elapsed(asking, fired));
                walk.leave(asking, unanswered(node), "no-answer");
            }
            case Reading reading -> {
                step(reading, What.ELAPSED, elapsed(reading, fired));
                walk.learn(MissingNode.getInstance());
                walk.leave(reading, reading.node(), "");
            }
            case Arrived _ -> {}
        }
    }

    private void onElapsed(Delayed delayed, Node node) {
        switch (node) {
            case Notification notification
            when circumstances.pause() == Pause.HOLD || walk.hasTurns() -> walk.leave(delayed, delayed.node(), "");
            case Notification notification -> {
                walk.tell(delayed.visit(), delayed.node(), notification);
                walk.leave(delayed, notification.next(), "");
            }
            case Timer timer -> walk.leave(delayed, timer.next(), "");
            default -> throw new IllegalStateException(delayed + " (expected: at a timer or a notification)");
        }
    }

    /** It has had its turn, but its journey may stand still by now, or its window may have closed. */
    private void onTurn(Paced paced, Notification notification) {
        boolean closed = walk.opening(notification).isAfter(circumstances.now());
        if (closed || circumstances.pause() == Pause.HOLD) {
            walk.leave(paced, paced.node(), "");
        } else {
            walk.tell(paced.visit(), paced.node(), notification);
            walk.leave(paced, notification.next(), "");
        }
    }

    private static @Nullable NodeId unanswered(Node node) {
        return switch (node) {
            case Node.Call call -> call.failed();
            case Node.SubJourney sub -> sub.timedOut() == null ? sub.next() : sub.timedOut();
            default -> throw new IllegalStateException(node + " (expected: one that asks)");
        };
    }

    private void giveUp(Held held, Condition condition, TimerFired fired) {
        if (askAgain(held, true)) {
            return;
        }
        Map<String, Object> detail = elapsed(held, fired);
        detail.put("result", Verdict.UNKNOWN);
        step(held, What.ELAPSED, detail);
        walk.leave(held, condition.unknown(), "guest-unknown");
    }

    void on(Answered answered, Position position) {
        switch (position) {
            case Asking asking -> {
                walk.trail().left(asking);
                step(asking, What.ANSWERED, answer(answered));
                Node node = definition.node(asking.node());
                walk.remember(learnt(node, answered));
                walk.leave(asking, answered.ok() ? answeredBy(node) : unanswered(node), "no-answer");
            }
            case Reading reading -> {
                walk.trail().left(reading);
                step(reading, What.ANSWERED, answer(answered));
                walk.learn(answered.ok() ? answered.data().path(Profile.QUESTION) : MissingNode.getInstance());
                walk.leave(reading, reading.node(), "");
            }
            case Held held
            when held.answers().isEmpty() && answered.ok() -> {
                step(held, What.ANSWERED, answer(answered));
                Map<String, JsonNode> answers = new HashMap<>();
                answered.data().properties().forEach(answer -> answers.put(answer.getKey(), answer.getValue()));
                Held wiser = new Held(held.node(), held.visit(), held.until(), held.within(), Map.copyOf(answers));
                walk.positions().put(wiser);
                askAgain(wiser, false);
            }
            case Held held
            when held.answers().isEmpty() -> {
                step(held, What.ANSWERED, answer(answered));
                walk.trail().left(held);
                walk.leave(held, ((Condition) definition.node(held.node())).unknown(), "no-answer");
            }
            case Held _, Gated _, Delayed _, Paced _, Listening _, Arrived _ -> {}
        }
    }

    private static NodeId answeredBy(Node node) {
        return switch (node) {
            case Node.Call call -> call.next();
            case Node.SubJourney sub -> sub.next();
            default -> throw new IllegalStateException(node + " (expected: one that asks)");
        };
    }

    private Memory learnt(Node node, Answered answered) {
        if (!(node instanceof Node.Call) || !answered.ok()) {
            return walk.memory();
        }
        Map<String, JsonNode> learnt = new HashMap<>();
        answered.data().properties().forEach(field -> learnt.put(field.getKey(), field.getValue()));
        return learnt.isEmpty() ? walk.memory() : walk.memory().learnt(learnt);
    }

    private static Map<String, Object> answer(Answered answered) {
        Map<String, Object> detail = new TreeMap<>(Map.of("ok", answered.ok(), "data", answered.data()));
        if (answered.detail() != null) {
            detail.put("how", answered.detail());
        }
        return detail;
    }

    private void step(Position position, What what, Map<String, Object> detail) {
        walk.trail().step(position.visit(), what, position.node(), detail);
    }

    /** Whoever reads why the guest is here must see when something was decided without all that had happened. */
    private Map<String, Object> elapsed(Position position, TimerFired fired) {
        Map<String, Object> detail = new TreeMap<>();
        detail.put("dueAt", Objects.requireNonNull(position.until()));
        if (fired.blind()) {
            detail.put("firedAt", circumstances.now());
            detail.put("blind", true);
        }
        return detail;
    }
}
