package dev.concierge.journey.engine;

import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.Node;
import dev.concierge.journey.definition.Node.Call;
import dev.concierge.journey.definition.Node.Condition;
import dev.concierge.journey.definition.Node.Emit;
import dev.concierge.journey.definition.Node.Goto;
import dev.concierge.journey.definition.Node.Join;
import dev.concierge.journey.definition.Node.Medium;
import dev.concierge.journey.definition.Node.Notification;
import dev.concierge.journey.definition.Node.Parallel;
import dev.concierge.journey.definition.Node.Split;
import dev.concierge.journey.definition.Node.Stop;
import dev.concierge.journey.definition.Node.SubJourney;
import dev.concierge.journey.definition.Node.Timer;
import dev.concierge.journey.definition.Node.UpdateUser;
import dev.concierge.journey.definition.Node.Wait;
import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.definition.Placeholder;
import dev.concierge.journey.definition.Rule.Asked;
import dev.concierge.journey.definition.Rule.Profile;
import dev.concierge.journey.engine.Circumstances.Pause;
import dev.concierge.journey.engine.Effect.Movement;
import dev.concierge.journey.engine.RunState.Arrived;
import dev.concierge.journey.engine.RunState.Asking;
import dev.concierge.journey.engine.RunState.Delayed;
import dev.concierge.journey.engine.RunState.Exited;
import dev.concierge.journey.engine.RunState.Gated;
import dev.concierge.journey.engine.RunState.Held;
import dev.concierge.journey.engine.RunState.Listening;
import dev.concierge.journey.engine.RunState.Paced;
import dev.concierge.journey.engine.RunState.Position;
import dev.concierge.journey.engine.RunState.Reading;
import dev.concierge.journey.engine.RunState.Waiting;
import dev.concierge.journey.engine.Step.What;
import dev.concierge.journey.engine.Stimulus.Entered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** One advance of one run: from node to node until each of its branches rests, or it ends. */
final class Walk {
    private static final String PACE = "more than its pace lets";
    private static final String OUTSIDE = "outside of the delivery window";
    private static final String CAP = "as often as it may";
    private static final String MANY = "many steps at once";
    /** Gotos make many visits of a few nodes, and all of one advance are held at once: the others are the next one's. */
    private static final int AT_ONCE = 1_000;

    /** For a profile; after that a node does without. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Definition definition;
    private final Run run;
    private final Circumstances circumstances;
    private final Trail trail;
    private final Positions positions;
    private final Room room = new Room();

    /** What was answered in this advance; null before. Nothing of it is kept: the next node asks anew. */
    private @Nullable JsonNode profile;

    private Memory memory;
    private Allowance allowance;
    private int visit;
    private int visitsAtOnce;
    private @Nullable Exited exited;

    /** Of a run that has not begun. */
    Walk(Definition definition, Run run, Circumstances circumstances, Memory memory) {
        this(definition, run, circumstances, new Waiting(0, List.of(), memory));
    }

    Walk(Definition definition, Run run, Circumstances circumstances, Waiting waiting) {
        this.definition = definition;
        this.run = run;
        this.circumstances = circumstances;
        this.trail = new Trail(run);
        this.positions = new Positions(waiting.positions());
        this.memory = waiting.memory();
        this.allowance = circumstances.allowance();
        this.visit = waiting.visits();
    }

    Advance result() {
        RunState state = exited == null ? new Waiting(visit, positions.all(), memory) : exited;
        return trail.to(state, allowance);
    }

    Memory memory() {
        return memory;
    }

    void remember(Memory more) {
        memory = more;
    }

    Positions positions() {
        return positions;
    }

    Trail trail() {
        return trail;
    }

    /** For the nodes of this advance; missing where there was no answer. */
    void learn(JsonNode profile) {
        this.profile = profile;
    }

    boolean hasEnded() {
        return exited != null;
    }

    void enter(Entered entered) {
        trail.moved(visit, Movement.ENTERED, definition.start(), null);
        trail.step(visit, What.ENTERED, definition.start(), Trail.entered(entered));
        Instant turn = allowance.entry();
        if (turn == null || circumstances.pause() == Pause.HOLD) {
            walk(definition.start(), List.of());
        } else {
            visit++;
            rest(new Gated(definition.start(), visit, turn, List.of()), What.GATED, Map.of("why", PACE));
        }
    }

    /** Goes on from where a branch has rested. */
    void leave(Position position, @Nullable NodeId next, String reason) {
        positions.remove(position.visit());
        if (next == null) {
            exit(position.visit(), position.node(), reason);
        } else {
            walk(next, position.within());
        }
    }

    private void walk(NodeId from, List<Integer> within) {
        Place place = new Place(from, within);
        while (place != null && exited == null) {
            visit++;
            visitsAtOnce++;
            if (circumstances.pause() == Pause.HOLD) {
                place = gate(place);
            } else if (visitsAtOnce > AT_ONCE) {
                place = goOnLater(place);
            } else {
                place = arriveAt(place, definition.node(place.node()));
            }
        }
    }

    private record Place(NodeId node, List<Integer> within) {
        Place then(NodeId next) {
            return new Place(next, within);
        }
    }

    private @Nullable Place goOnLater(Place place) {
        Gated here = new Gated(place.node(), visit, circumstances.now(), place.within());
        rest(here, What.GATED, Map.of("why", MANY));
        return null;
    }

    private @Nullable Place gate(Place place) {
        Instant now = circumstances.now();
        positions.put(new Gated(place.node(), visit, now, place.within()));
        trail.held(visit, now);
        trail.moved(visit, Movement.WAITING, place.node(), null);
        trail.step(visit, What.GATED, place.node(), Map.of("why", "paused"));
        return null;
    }

    /** Returns where to go on; null when the branch rests or the run has ended. */
    private @Nullable Place arriveAt(Place place, Node node) {
        NodeId id = place.node();
        if (profile == null && node.readsProfile()) {
            return askForProfile(place);
        }
        return switch (node) {
            case Condition condition -> ask(place, condition);
            case Notification notification -> tellOrRest(place, notification);
            case Timer timer -> {
                rest(new Delayed(id, visit, restsUntil(timer), place.within()), What.DELAYED, Map.of());
                yield null;
            }
            case Wait wait -> {
                Instant until = circumstances.now().plus(wait.timeout());
                rest(
                        new Listening(id, visit, until, place.within(), Set.of()),
                        What.LISTENING,
                        Map.of("for", Trail.names(wait)));
                yield null;
            }
            case Split split -> {
                Split.Way way = Draw.way(split, definition.journeyId(), id, run.userId());
                advanced(id, What.DIVIDED, Trail.divided(way));
                yield place.then(way.next());
            }
            case Goto jump -> jump(place, jump);
            case Parallel parallel -> divide(place, parallel);
            case Join join -> join(place, join);
            case SubJourney sub -> start(place, sub);
            case Stop stop -> {
                advanced(id, What.REQUESTED, Map.of("stop", stop.journeyId()));
                trail.effect(new Effect.Stop(trail.id(id, visit), id, stop.journeyId(), stop.reason()));
                yield place.then(stop.next());
            }
            case UpdateUser update -> {
                var attributes = placeholders().fill(update.attributes());
                advanced(id, What.REQUESTED, Map.of("attributes", attributes));
                trail.effect(new Effect.UpdateUser(trail.id(id, visit), id, attributes));
                yield place.then(update.next());
            }
            case Emit emit -> {
                var attributes = placeholders().fill(emit.attributes());
                advanced(id, What.REQUESTED, Map.of("event", emit.event()));
                trail.effect(new Effect.Emit(trail.id(id, visit), id, emit.event(), attributes));
                yield place.then(emit.next());
            }
            case Call call -> {
                Instant until = circumstances.now().plus(call.patience());
                rest(
                        new Asking(id, visit, until, place.within()),
                        What.ASKED,
                        Map.of("url", call.call().url()));
                trail.effect(new Effect.Call(
                        trail.id(id, visit), id, visit, placeholders().fill(call.call()), until));
                yield null;
            }
            case Node.Exit exit -> {
                exit(visit, id, exit.reason());
                yield null;
            }
        };
    }

    private @Nullable Place askForProfile(Place place) {
        NodeId id = place.node();
        Instant until = circumstances.now().plus(PATIENCE);
        rest(new Reading(id, visit, until, place.within()), What.ASKED, Map.of("for", Placeholder.PROFILE));
        trail.effect(new Effect.Ask(trail.id(id, visit), id, visit, List.of(Profile.WHOLE), until));
        return null;
    }

    private void advanced(NodeId id, What what, Map<String, Object> detail) {
        trail.moved(visit, Movement.ADVANCED, id, null);
        trail.step(visit, what, id, detail);
    }

    private @Nullable Place ask(Place place, Condition condition) {
        Evaluation evaluation = evaluate(condition, Map.of());
        NodeId next = answered(visit, place.node(), condition, evaluation);
        if (next == null) {
            hold(place, condition, evaluation);
            return null;
        }
        trail.moved(visit, Movement.ADVANCED, place.node(), null);
        return place.then(next);
    }

    Evaluation evaluate(Condition condition, Map<String, JsonNode> answers) {
        return Evaluation.of(
                condition.when(), new Evaluation.Known(circumstances.guest(), memory, circumstances.now(), answers));
    }

    /** Notes the answer, if there is one, and where it leads. */
    @Nullable
    NodeId answered(int asked, NodeId id, Condition condition, Evaluation evaluation) {
        if (evaluation.result() != Verdict.UNKNOWN) {
            trail.step(asked, What.EVALUATED, id, Map.of("evaluation", evaluation));
        }
        return switch (evaluation.result()) {
            case YES -> condition.yes();
            case NO -> condition.no();
            case UNKNOWN -> null;
        };
    }

    private void hold(Place place, Condition condition, Evaluation evaluation) {
        Instant until = circumstances.now().plus(condition.patience());
        NodeId id = place.node();
        rest(new Held(id, visit, until, place.within(), Map.of()), What.HELD, Map.of("evaluation", evaluation));
        Map<String, Asked> questions = new LinkedHashMap<>();
        condition
                .when()
                .all()
                .filter(Asked.class::isInstance)
                .map(Asked.class::cast)
                .forEach(asked -> questions.putIfAbsent(asked.question(), asked));
        if (!questions.isEmpty()) {
            trail.effect(new Effect.Ask(trail.id(id, visit), id, visit, List.copyOf(questions.values()), until));
        }
    }

    private @Nullable Place tellOrRest(Place place, Notification notification) {
        Instant now = circumstances.now();
        Instant opens = opening(notification);
        if (opens.isAfter(now)) {
            rest(new Delayed(place.node(), visit, opens, place.within()), What.DELAYED, Map.of("why", OUTSIDE));
            return null;
        }
        Instant turn = turn(place.node(), notification);
        if (turn.isAfter(now)) {
            rest(new Paced(place.node(), visit, turn, place.within()), What.DELAYED, Map.of("why", PACE));
            return null;
        }
        trail.moved(visit, Movement.ADVANCED, place.node(), null);
        tell(visit, place.node(), notification);
        return place.then(notification.next());
    }

    /** When the message's window is open, now included. */
    Instant opening(Notification notification) {
        return notification.window() == null
                ? circumstances.now()
                : notification.window().opening(circumstances.now(), LocalTimes.of(circumstances.guest()));
    }

    /** Whether messages wait for their turns. */
    boolean hasTurns() {
        return allowance.isPaced();
    }

    /** Takes a turn for a message, which may be now; what is not told needs none. */
    private Instant turn(NodeId id, Notification notification) {
        Instant now = circumstances.now();
        if (circumstances.pause() == Pause.SKIP
                || allowance.open(id, notification).isEmpty()) {
            return now;
        }
        Instant turn = allowance.turn(now);
        allowance = allowance.withTurnTaken(now);
        return turn;
    }

    void tell(int told, NodeId id, Notification notification) {
        List<Medium> open = allowance.open(id, notification);
        if (circumstances.pause() == Pause.SKIP) {
            trail.step(told, What.SKIPPED, id, Map.of("why", "paused"));
        } else if (open.isEmpty()) {
            trail.step(told, What.SKIPPED, id, Map.of("why", CAP));
        } else {
            allowance = allowance.withTold(id, open);
            trail.notified(told, id, notification.on(open), memory.data());
        }
    }

    private Instant restsUntil(Timer timer) {
        return LocalTimes.end(timer, circumstances, memory);
    }

    private Place jump(Place place, Goto jump) {
        String node = place.node().value();
        boolean jumps = memory.jumpsOf(node) < jump.most();
        if (jumps) {
            memory = memory.jumped(node);
        }
        NodeId next = jumps ? jump.to() : jump.next();
        advanced(place.node(), What.JUMPED, Map.of("to", next, "jumps", memory.jumpsOf(node)));
        return place.then(next);
    }

    private @Nullable Place divide(Place place, Parallel parallel) {
        int divided = visit;
        advanced(place.node(), What.BRANCHED, Map.of("branches", parallel.branches()));
        List<Integer> within = new ArrayList<>(place.within());
        within.add(divided);
        positions.divide(divided, parallel.branches().size());
        for (NodeId branch : parallel.branches()) {
            if (exited == null && positions.takes(divided)) {
                walk(branch, List.copyOf(within));
            }
        }
        return null;
    }

    private @Nullable Place join(Place place, Join join) {
        int parallel = place.within().getLast();
        if (join.all() && !positions.isJoined(parallel)) {
            positions.put(new Arrived(place.node(), visit, place.within()));
            trail.moved(visit, Movement.WAITING, place.node(), null);
            return null;
        }
        positions.join(parallel).forEach(trail::left);
        advanced(place.node(), What.JOINED, Map.of("for", join.all() ? "all" : "any"));
        return new Place(
                join.next(),
                List.copyOf(place.within().subList(0, place.within().size() - 1)));
    }

    private @Nullable Place start(Place place, SubJourney sub) {
        NodeId id = place.node();
        boolean waits = sub.patience() != null;
        var attributes = placeholders().fill(sub.attributes());
        trail.effect(new Effect.Start(
                trail.id(id, visit), id, sub.journeyId(), attributes, memory.key(), waits ? visit : null));
        Map<String, Object> detail = Map.of("start", sub.journeyId(), "runId", trail.id(id, visit));
        if (sub.patience() == null) {
            advanced(id, What.REQUESTED, detail);
            return place.then(sub.next());
        }
        Instant until = circumstances.now().plus(sub.patience());
        rest(new Asking(id, visit, until, place.within()), What.ASKED, detail);
        return null;
    }

    private Placeholders placeholders() {
        return new Placeholders(
                run, memory, circumstances.guest(), profile == null ? MissingNode.getInstance() : profile, room);
    }

    private void rest(Position position, What what, Map<String, Object> detail) {
        positions.put(position);
        trail.timerSet(position);
        trail.moved(visit, Movement.WAITING, position.node(), null);
        Map<String, Object> all = new TreeMap<>(detail);
        all.put("until", Objects.requireNonNull(position.until()));
        trail.step(visit, what, position.node(), all);
    }

    void exit(int at, NodeId id, String reason) {
        positions.all().forEach(trail::left);
        positions.clear();
        exited = new Exited(id, reason, circumstances.now());
        trail.moved(at, Movement.EXITED, id, reason);
        trail.step(at, What.EXITED, id, Map.of("reason", reason));
        if (memory.parent() != null) {
            trail.effect(new Effect.Ended(trail.id(id, at, "ended"), id, memory.parent(), reason));
        }
    }
}
