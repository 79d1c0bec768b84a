package dev.concierge.journey.run.store;

import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.guest.UserId;
import org.jspecify.annotations.Nullable;

/** Which runs to list; null stands for all. */
public record RunQuery(
        @Nullable UserId userId,
        @Nullable JourneyId journeyId,
        @Nullable Status status) {}
