package dev.concierge.journey.action;

import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.guest.UserId;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.input.Texts;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.outbox.Outbox;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Puts answers into the guest's own stream, in the transaction that ends the effect. */
@Component
class Answers {
    private static final int DETAIL = 500;

    private final Outbox outbox;

    Answers(Outbox outbox) {
        this.outbox = outbox;
    }

    void ok(UUID effect, Visit visit, JsonNode data, String detail) {
        send(effect, visit, true, data, detail);
    }

    void failed(UUID effect, Visit visit, String detail) {
        send(effect, visit, false, JsonNodeFactory.instance.objectNode(), detail);
    }

    private void send(UUID effect, Visit visit, boolean ok, JsonNode data, String detail) {
        outbox.append(new OutgoingMessage(
                Ids.derived(effect, "answered"),
                "journey-triggers",
                visit.userId().value(),
                "run.answered",
                new RunAnswered(visit.runId(), visit.visit(), visit.userId(), ok, data, Texts.cut(detail, DETAIL))));
    }

    /** {@code run.answered}. */
    record RunAnswered(
            RunId runId,
            int visit,
            UserId userId,
            boolean ok,
            JsonNode data,
            @Nullable String detail) {}
}
