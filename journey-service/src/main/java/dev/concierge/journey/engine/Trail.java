package dev.concierge.journey.engine;

import dev.concierge.journey.definition.Node.Notification;
import dev.concierge.journey.definition.Node.Split;
import dev.concierge.journey.definition.Node.Wait;
import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.engine.Effect.Moved;
import dev.concierge.journey.engine.Effect.Movement;
import dev.concierge.journey.engine.Effect.Notify;
import dev.concierge.journey.engine.RunState.Arrived;
import dev.concierge.journey.engine.RunState.Position;
import dev.concierge.journey.engine.Step.What;
import dev.concierge.journey.engine.Stimulus.Entered;
import dev.concierge.journey.engine.Stimulus.EventOccurred;
import dev.concierge.journey.engine.Stimulus.ReceiptArrived;
import dev.concierge.platform.id.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What one walk leaves behind it. Every id derives from the run and what caused it: the same walk leaves the same trail. */
final class Trail {
    private final Run run;
    private final List<Effect> effects = new ArrayList<>();
    private final List<TimerChange> timers = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    Trail(Run run) {
        this.run = run;
    }

    Advance to(RunState state, Allowance allowance) {
        return new Advance(
                state.equals(run.state()) ? run : run.in(state),
                List.copyOf(effects),
                List.copyOf(timers),
                List.copyOf(steps),
                allowance);
    }

    /** Of what is asked of others at a visit. */
    UUID id(NodeId node, int visit) {
        return Ids.derived(run.id().value(), node + ":" + visit);
    }

    UUID id(NodeId node, int visit, String what) {
        return Ids.derived(run.id().value(), node + ":" + visit + ":" + what);
    }

    void effect(Effect effect) {
        effects.add(effect);
    }

    void moved(int visit, Movement movement, NodeId node, @Nullable String reason) {
        effects.add(new Moved(Ids.derived(run.id().value(), visit + ":" + movement), node, movement, reason));
    }

    void step(int visit, What what, NodeId node, Map<String, Object> detail) {
        steps.add(new Step(Ids.derived(run.id().value(), visit + ":" + what), node, what, detail));
    }

    void notified(int visit, NodeId node, Notification notification, JsonNode data) {
        UUID id = id(node, visit);
        effects.add(new Notify(id, node, notification, data));
        step(visit, What.REQUESTED, node, Map.of("notificationId", id, "channels", notification.channels()));
    }

    void counted(EventOccurred event, NodeId node) {
        ofEvent(event, "", node, What.COUNTED, Map.of());
    }

    void reached(EventOccurred event, NodeId node, String goal) {
        ofEvent(event, ":goal:" + goal, node, What.GOAL, Map.of("goal", goal));
    }

    void happened(EventOccurred event, Position position) {
        ofEvent(event, ":" + position.visit(), position.node(), What.HAPPENED, Map.of());
    }

    private void ofEvent(EventOccurred event, String which, NodeId node, What what, Map<String, Object> more) {
        Map<String, Object> detail = new TreeMap<>(more);
        detail.put("event", event.name());
        detail.put("eventId", event.eventId());
        steps.add(new Step(Ids.derived(event.eventId(), run.id() + which), node, what, detail));
    }

    void receipt(ReceiptArrived receipt) {
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

    void timerSet(Position position) {
        timers.add(new TimerChange.Set(position.visit(), Objects.requireNonNull(position.until())));
    }

    void held(int visit, Instant at) {
        timers.add(new TimerChange.Hold(visit, at));
    }

    /** A place that is left without its timer having fired. */
    void left(Position position) {
        if (!(position instanceof Arrived)) {
            timers.add(new TimerChange.Cancel(position.visit()));
        }
    }

    static Map<String, Object> entered(Entered entered) {
        Map<String, Object> detail = new TreeMap<>(Map.of("by", entered.by()));
        if (entered.key() != null) {
            detail.put("key", entered.key());
        }
        if (entered.parent() != null) {
            detail.put("parent", entered.parent().runId());
        }
        return detail;
    }

    static Map<String, Object> divided(Split.Way way) {
        return way.holdOut() ? Map.of("way", way.name(), "holdOut", true) : Map.of("way", way.name());
    }

    static List<String> names(Wait wait) {
        return wait.events().stream().map(event -> event.pattern().event()).toList();
    }
}
