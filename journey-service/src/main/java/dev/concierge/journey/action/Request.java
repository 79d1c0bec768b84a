package dev.concierge.journey.action;

import dev.concierge.journey.engine.Effect;
import dev.concierge.journey.engine.Run;
import java.time.Instant;
import java.util.UUID;

/** An effect to be asked for in the transaction that moves its run; its handler performs it after the commit. */
public record Request(UUID id, String kind, Object payload) {
    public static Request of(Run run, Effect.Ask ask) {
        return AskOthers.request(
                ask.id(), new Visit(run.id(), run.userId(), ask.visit()), ask.until(), ask.questions());
    }

    public static Request of(Run run, Effect.Call call) {
        return CallOutside.request(
                call.id(), new Visit(run.id(), run.userId(), call.visit()), run.journeyId(), call.until(), call.call());
    }

    public static Request of(Run run, Effect.UpdateUser update) {
        return UpdateGuest.request(update.id(), run.userId(), update.attributes());
    }

    public static Request of(Run run, Effect.Emit emit, Instant now) {
        return EmitEvent.request(emit.id(), run.userId(), emit.event(), emit.attributes(), now);
    }
}
