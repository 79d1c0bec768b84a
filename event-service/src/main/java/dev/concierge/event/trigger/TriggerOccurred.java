package dev.concierge.event.trigger;

import dev.concierge.event.capture.Origin;
import dev.concierge.event.history.Occurrence;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.OutgoingMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** {@code trigger.occurred}: an occurrence that some journey listens to, and who enters by it. */
public record TriggerOccurred(
        UUID sourceEventId,
        String userId,
        String name,
        Instant occurredAt,
        ObjectNode attributes,
        List<EntryMatch> entries,
        Origin origin) {
    static TriggerOccurred of(Occurrence occurrence, Origin origin, List<EntryMatch> entries) {
        return new TriggerOccurred(
                occurrence.id(),
                occurrence.userId(),
                occurrence.name(),
                occurrence.at(),
                occurrence.attributes(),
                entries,
                origin);
    }

    OutgoingMessage toMessage() {
        UUID messageId = Ids.derived(sourceEventId, "trigger.occurred");
        return new OutgoingMessage(messageId, "journey-triggers", userId, "trigger.occurred", this);
    }
}
