package dev.concierge.journey.run;

import dev.concierge.journey.engine.Effect;
import dev.concierge.journey.engine.Memory;
import dev.concierge.journey.engine.Run;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.guest.UserId;
import dev.concierge.journey.run.store.Refused;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code run.answered}: what was asked at a visit of a run has been answered, or will not be. */
record AnsweredCommand(
        RunId runId,
        int visit,
        UserId userId,
        boolean ok,
        JsonNode data,
        @Nullable String detail) {
    static final String TYPE = "run.answered";

    /** The end of a run that another waits for. */
    static AnsweredCommand ended(Run run, Effect.Ended ended) {
        return new AnsweredCommand(
                ended.parent().runId(),
                ended.parent().visit(),
                run.userId(),
                true,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("runId", run.id().toString())
                        .put("reason", ended.reason()),
                "ended");
    }

    /** A run that another waits for did not begin. */
    static AnsweredCommand refused(InitiateCommand command, Memory.Parent parent, Refused refused) {
        return new AnsweredCommand(
                parent.runId(),
                parent.visit(),
                command.userId(),
                false,
                JsonNodeFactory.instance.objectNode(),
                "refused: " + refused.reason().written());
    }
}
