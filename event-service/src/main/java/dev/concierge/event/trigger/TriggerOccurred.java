package dev.concierge.event.trigger;

import dev.concierge.event.occurrence.Attributes;
import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.event.occurrence.Origin;
import dev.concierge.platform.id.Ids;
import dev.concierge.platform.message.OutgoingMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** {@code trigger.occurred}: an occurrence that some journey listens to, and who enters by it. */
public record TriggerOccurred(
        UUID sourceEventId,
        String userId,
        String name,
        Instant occurredAt,
        Attributes attributes,
        List<EntryMatch> entries,
        Origin origin) {
    static TriggerOccurred of(Occurrence occurrence, List<EntryMatch> entries) {
        return new TriggerOccurred(
                occurrence.id(),
                occurrence.userId(),
                occurrence.name(),
                occurrence.at(),
                occurrence.attributes(),
                entries,
                occurrence.origin());
    }

    OutgoingMessage toMessage() {
        UUID messageId = Ids.derived(sourceEventId, "trigger.occurred");
        return new OutgoingMessage(messageId, "journey-triggers", userId, "trigger.occurred", this);
    }
}
