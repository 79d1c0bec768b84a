package dev.concierge.event.trigger;

import dev.concierge.event.occurrence.Attributes;
import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.event.occurrence.Origin;
import dev.concierge.testsupport.Contracts;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TriggerContractTests {
    @Test
    void tellsWhatTheContractSays() {
        List<EntryMatch> entries =
                List.of(new EntryMatch("welcome", 1, null), new EntryMatch("welcome", 1, UUID.randomUUID()));

        for (Origin origin : Origin.values()) {
            Occurrence occurrence = new Occurrence(
                    UUID.randomUUID(),
                    "u-1",
                    "offer_viewed",
                    Instant.EPOCH,
                    Instant.EPOCH,
                    origin,
                    "app",
                    Attributes.written("{\"offerId\":\"o-1\"}"));
            Contracts.assertValid(
                    "journey-triggers",
                    "trigger.occurred",
                    TriggerOccurred.of(occurrence, entries).toMessage().data());
        }
    }
}
