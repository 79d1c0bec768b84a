package dev.concierge.datemaker.event;

import dev.concierge.datemaker.event.AnnounceEvents.DateEventPlanned;
import dev.concierge.testsupport.Contracts;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DateEventContractTests {
    @ParameterizedTest
    @EnumSource
    void whatIsAnnouncedKeepsTheContract(DateEventState state) {
        DateEventPlanned event = new DateEventPlanned(
                UUID.randomUUID(), Instant.parse("2026-12-01T18:00:00Z"), state, "Friday", UUID.randomUUID());

        Contracts.assertValid(DateEventPlanned.TOPIC, DateEventPlanned.TYPE, event);
    }

    @Test
    void aBareEventKeepsTheContract() {
        DateEvent bare = new DateEvent(
                new DateEventId(UUID.randomUUID()), Instant.EPOCH, null, null, Format.DEFAULT, Timing.DEFAULT, null);

        Contracts.assertValid(DateEventPlanned.TOPIC, DateEventPlanned.TYPE, DateEventPlanned.of(bare));
    }

    @Test
    void theExampleIsValid() {
        Contracts.assertValid(
                DateEventPlanned.TOPIC,
                DateEventPlanned.TYPE,
                Contracts.example(DateEventPlanned.TOPIC, DateEventPlanned.TYPE));
    }
}
