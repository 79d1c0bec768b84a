package dev.concierge.platform.id;

import com.github.f4b6a3.uuid.UuidCreator;
import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import java.time.Clock;
import java.util.UUID;

/** Makes the ids of new things: UUIDv7 from the injected clock, or UUIDv5 of what caused them (RFC 9562). */
public final class Ids {
    private final TimeOrderedEpochFactory timeOrdered;

    public Ids(Clock clock) {
        this.timeOrdered = TimeOrderedEpochFactory.builder().withClock(clock).build();
    }

    /** A new time-ordered id. */
    public UUID next() {
        return timeOrdered.create();
    }

    /** The same id for the same cause and name, so that a repeated cause is the same effect. */
    public static UUID derived(UUID cause, String name) {
        return UuidCreator.getNameBasedSha1(cause, name);
    }
}
