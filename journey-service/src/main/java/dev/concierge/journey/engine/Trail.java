package dev.concierge.journey.engine;

import dev.concierge.journey.definition.Node.Notification;
import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.engine.Effect.Moved;
import dev.concierge.journey.engine.Effect.Movement;
import dev.concierge.journey.engine.Effect.Notify;
import dev.concierge.journey.engine.RunState.Waiting;
import dev.concierge.journey.engine.Step.What;
import dev.concierge.journey.engine.Stimulus.EventOccurred;
import dev.concierge.journey.engine.Stimulus.ReceiptArrived;
import dev.concierge.platform.id.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    Advance to(RunState state) {
        return new Advance(
                state.equals(run.state()) ? run : run.in(state),
                List.copyOf(effects),
                List.copyOf(timers),
                List.copyOf(steps));
    }

    void moved(int visit, Movement movement, NodeId node, @Nullable String reason) {
        effects.add(new Moved(Ids.derived(run.id().value(), visit + ":" + movement), node, movement, reason));
    }

    void step(int visit, What what, NodeId node, Map<String, Object> detail) {
        steps.add(new Step(Ids.derived(run.id().value(), visit + ":" + what), node, what, detail));
    }

    void notified(int visit, NodeId node, Notification notification, JsonNode data) {
        UUID id = Ids.derived(run.id().value(), node + ":" + visit);
        effects.add(new Notify(id, node, notification, data));
        step(visit, What.REQUESTED, node, Map.of("notificationId", id, "channels", notification.channels()));
    }

    void counted(EventOccurred event, NodeId node) {
        steps.add(new Step(
                Ids.derived(event.eventId(), run.id().toString()),
                node,
                What.COUNTED,
                Map.of("event", event.name(), "eventId", event.eventId())));
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

    void timerSet(Waiting waiting) {
        timers.add(new TimerChange.Set(waiting.visit(), waiting.until()));
    }

    void timerCancelled(int visit) {
        timers.add(new TimerChange.Cancel(visit));
    }
}
