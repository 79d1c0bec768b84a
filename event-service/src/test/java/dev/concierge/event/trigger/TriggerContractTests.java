package dev.concierge.event.trigger;

import dev.concierge.event.capture.Origin;
import dev.concierge.event.history.Occurrence;
import dev.concierge.testsupport.Contracts;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class TriggerContractTests {
    @Test
    void tellsWhatTheContractSays() {
        Occurrence occurrence = new Occurrence(
                UUID.randomUUID(),
                "u-1",
                "offer_viewed",
                Instant.EPOCH,
                Instant.EPOCH,
                JsonNodeFactory.instance.objectNode().put("offerId", "o-1"));
        List<EntryMatch> entries =
                List.of(new EntryMatch("welcome", 1, null), new EntryMatch("welcome", 1, UUID.randomUUID()));

        for (Origin origin : Origin.values()) {
            Contracts.assertValid(
                    "journey-triggers",
                    "trigger.occurred",
                    TriggerOccurred.of(occurrence, origin, entries).toMessage().data());
        }
    }
}
